import type {Organization, Person} from '../people.js';

/** What an answer is made of: whose token it is, and the organization it was given for. */
export type Caller = {
	readonly person: Person;
	readonly organization: Organization;
	readonly query: URLSearchParams;
	/** What a POST brought, as it came. */
	readonly sent?: unknown;
};

/** A call, and whose token it bears; undefined where the token is none of this data center. */
export type Call = {
	readonly method: string;
	readonly path: string;
	readonly headers: Headers;
	readonly hasToken: boolean;
	readonly scopes: readonly string[];
	readonly caller: Caller | undefined;
};

export type Answer = {
	readonly status: number;
	/** JSON, or a page. */
	readonly body: object | string;
	readonly headers?: Readonly<Record<string, string>>;
};
