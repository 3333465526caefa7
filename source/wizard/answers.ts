/** The steps, in order. `pick-service` is asked only when a service exists. */
export const stepIds = [
	'pick-service',
	'client',
	'service',
	'scopes',
	'connection',
	'connect',
	'ready',
] as const;
export type StepId = (typeof stepIds)[number];

/**
 * Every answer of the wizard. An answer that the user has not touched is absent, so that its default can still follow
 * the others (the URLs follow the data center).
 */
export type Answers = {
	/** Link name of an existing service, or '' for `+ Create New Service`. */
	readonly service: string;
	/** Of Zoho's, or `otherServer`. */
	readonly dataCenter: string;
	/** Of another server than Zoho's, as are the six below that are marked so. */
	readonly issuer: string;
	/** Another server's: `post`, `basic`, `none` or `find-out`. */
	readonly clientAuth: string;
	/** The API Console's, or `refresh-token` for a grant that exists already. */
	readonly clientType: string;
	readonly includeSigmaUrls: boolean;
	readonly sameCredentials: boolean;
	readonly enabledDataCenters: readonly string[];
	readonly clientId: string;
	readonly clientSecret: string;
	readonly serviceName: string;
	readonly authenticationType: string;
	readonly parameterType: string;
	readonly grantType: string;
	/** Of client credentials: the organization. */
	readonly soid: string;
	readonly authorizeUrl: string;
	readonly accessTokenUrl: string;
	readonly refreshTokenUrl: string;
	/** Another server's; empty where it has none. */
	readonly revocationUrl: string;
	/** Another server's: hosts, separated by commas. */
	readonly allowedHosts: string;
	/** Another server's, from its metadata; never asked. */
	readonly userinfoUrl: string;
	/** The same. */
	readonly namesIssuer: boolean;
	readonly scopes: readonly string[];
	readonly scopeDelimiter: string;
	readonly connectionName: string;
	/** `here` or `shared`. */
	readonly keptIn: string;
	/** Follows the name until it is given itself. */
	readonly linkName: string;
};

export type AnswerKey = keyof Answers;
export type AnswerValue = Answers[AnswerKey];

/** Parts of a step that ask for nothing: they show, and Enter goes on. */
export type NoteKey = 'consoleForm' | 'useValues' | 'review';
export type FieldKey = AnswerKey | NoteKey;

/** What the question for the data center offers beside Zoho's. */
export const otherServer = 'other-server';

/**
 * Stands for a client secret that is in the file and stays there. It begins with a space, which every typed secret loses,
 * so no secret can be taken for it.
 */
export const storedSecretMark = ' as saved';
/** The same, to be read. */
export const storedSecretText = 'as saved';

/** What the command line brought along: a code of the API Console, or a refresh token. Used for the first attempt alone. */
export type Brought = {
	readonly code?: string | undefined;
	readonly refreshToken?: string | undefined;
	/** A flag has chosen the client's type, which is no question then. */
	readonly hasType?: boolean | undefined;
};
