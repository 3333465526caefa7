import type {Connection} from '../connection/connection.js';
import type {Draft} from '../connection/draft.js';
import type {Service} from '../connection/service.js';
import type {Grant} from '../zoho/consent/callback.js';
import type {DataCenter} from '../zoho/data-center.js';
import type {Refusal} from '../zoho/refusal.js';
import type {ClientAuth} from '../zoho/servers/client-auth.js';
import type {FlowEffect} from './flows/effects.js';
import type {OneOf} from './one-of.js';

/** The version of a saved connection that a wizard shows. */
export type SeenVersion = {
	readonly name: string;
	readonly service: Pick<Service, 'linkName' | 'updatedAt'>;
};

/** What one consent needs besides the answers: made by the world (random, ports), never by the reducer. */
export type Attempt = {
	readonly id: string;
	/** Of the address that people copy: at least 128 random bits, base64url (RFC 6749 section 10.12). */
	readonly state: string;
	/** Of the address that the browser gets by a local link; its callback needs that browser's cookie (RFC 9700 section 4.7). */
	readonly browserState: string;
	/** PKCE (RFC 7636): 43 to 128 characters, kept for the exchange. */
	readonly codeVerifier: string;
	/** S256 of the verifier. */
	readonly codeChallenge: string;
	/** The registered URI, the same bytes in the consent and in the exchange. */
	readonly redirectUri: string;
	/** False when no registered port could be bound: then only a paste can finish it. */
	readonly isListening: boolean;
	/** Local address that redirects to the long authorize URL; undefined when there is none. */
	readonly shortLink: string | undefined;
	/** Where the person's browser is, if it cannot reach a port of this machine. */
	readonly elsewhere?: 'ssh' | 'container' | undefined;
	/** Lines for the person: which port, ssh forwarding, both ports taken … */
	readonly notices: readonly string[];
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
	readonly deadline: number;
};

/** What a consent brings back through the browser. */
export type Brings = 'code' | 'wider-grant';

/**
 * What came to the callback port and is no answer: a callback of another attempt, of another browser than the one that was
 * opened, one that cannot be used, an error without a state (any page can send one), a callback as a form, one that is too
 * long, TLS; the browser's link for a second time, or from another user of the machine; another Host; more silent sockets than browsers open; a port that broke.
 */
export type Stray =
	| 'other-state'
	| 'other-browser'
	| 'unusable'
	| 'stateless-error'
	| 'form-post'
	| 'too-long'
	| 'https'
	| 'link-used'
	| 'other-user'
	| 'wrong-host'
	| 'crowded'
	| 'port-broke';

/** What the browser is told in the end; the same words as in the terminal. */
export type BrowserPage =
	| {
			readonly kind: 'refused';
			readonly refusal: Refusal;
			/** What the terminal offers, in its words. */
			readonly options?: readonly string[] | undefined;
			/** Whose word the detail is. */
			readonly detailLabel?: string | undefined;
	  }
	| {
			readonly kind: 'connected';
			readonly connectionName: string;
			readonly account: string | undefined;
			readonly organization: string | undefined;
			readonly dataCenter: string | undefined;
			readonly granted: readonly string[];
			readonly missing: readonly string[];
			/** What is next, small; nothing where the connection is of no use in Sigma. */
			readonly after?: string | undefined;
	  };

/** A new connection is in the shared store by now, or why it is on this machine only. */
export type Sharing = 'done' | Refusal;

/** The client secret of a service that stands in the file already; the runner opens it. */
export type StoredSecret = {readonly ofService: string};

/** The exchange's ingredients, complete: the runner adds nothing of its own. */
export type ExchangeRequest = {
	readonly tokenUrl: string;
	readonly isZoho: boolean;
	readonly clientId: string;
	readonly clientSecret: string | StoredSecret;
	/** Undefined where it is to be found out. */
	readonly clientAuth?: ClientAuth | undefined;
	readonly grant: Grant;
	readonly redirectUri: string;
	readonly codeVerifier: string;
};

/** Service and connection to save in the file, with secrets still open; the runner seals them. */
export type UnsealedService = Omit<Service, 'clientSecret' | 'linkName'> & {
	readonly clientSecret: string | StoredSecret;
	readonly linkName: string;
};
export type UnsealedConnection = Omit<Connection, 'refreshToken' | 'accessToken'> & {
	readonly refreshToken: string;
	readonly accessToken: string;
};
export type UnsealedDraft = Omit<Draft, 'clientSecret'> & {readonly clientSecret: string | null};

/** What a consent wants done; it carries the attempt's id. */
type AttemptEffects = {
	/** Reachability, a writable file, random values, both ports bound: all before any browser opens. */
	'prepare-consent': {
		readonly accountsUrl: string;
		/** Default: a code. */
		readonly brings?: Brings | undefined;
		/** Whether a paste can finish it where every port is taken. Default: yes. */
		readonly canPaste?: boolean | undefined;
	};
	/** Print the URL raw and once, serve it under the short link, then try a browser, with a link of its own. */
	'ask-for-consent': {
		readonly authorizeUrl: string;
		/** The same with the browser's own state. */
		readonly browserUrl: string;
		readonly openBrowser: boolean;
	};
	/** The browser's link once more: the browser that followed it may come back. */
	'open-browser': unknown;
	/** Gets a token with which the grant in use can be widened, and sends the browser there by the short link alone. */
	'ask-to-widen': {
		readonly linkName: string;
		readonly redirectUri: string;
		/** Those to be added. */
		readonly scopes: readonly string[];
		readonly openBrowser: boolean;
	};
	/** A new access token shows whether the grant is wider; if it is, the edit is saved. */
	'save-widened': {
		readonly seen: SeenVersion;
		readonly linkName: string;
		readonly name: string;
		/** Undefined when the service has these scopes already. */
		readonly service: UnsealedService | undefined;
		readonly scopes: readonly string[];
		readonly scopesRequested: readonly string[];
		readonly draftId: string;
	};
	'exchange-code': {readonly request: ExchangeRequest};
	'save-connection': {
		/** Undefined when an existing service is reused. */
		readonly service: UnsealedService | undefined;
		readonly connection: UnsealedConnection;
		readonly draftId: string;
		/** The refresh token existed before, and only one connection is to hold it. */
		readonly isAdopted?: boolean | undefined;
		/** The connection that is to get this grant once it is proven; until then it is kept beside the old one. */
		readonly replaces?: string | undefined;
		/** Where to write instead, when the usual file could not be written. */
		readonly otherFolder?: string | undefined;
	};
	'revoke-unsaved': {
		readonly token: string;
		/** An access token where the server gave no other. Default: a refresh token. */
		readonly kind?: 'refresh_token' | 'access_token' | undefined;
		readonly clientId: string;
		readonly clientSecret: string | StoredSecret;
		readonly clientAuth?: ClientAuth | undefined;
		readonly dataCenter: DataCenter | undefined;
		/** Of a server that is not Zoho's. */
		readonly revocationUrl?: string | undefined;
	};
	prove: {
		readonly linkName: string;
		readonly accessToken: string;
		readonly dataCenter: DataCenter | undefined;
		/** Where another server than Zoho's says who consented. */
		readonly userinfoUrl?: string | undefined;
		readonly apiDomain: string | null;
		readonly scopes: readonly string[];
		/** Whether it goes to the shared store afterwards. */
		readonly isToBeShared?: boolean | undefined;
	};
	/** Changes names and whatever else of a saved connection needs no consent. */
	'apply-edit': {
		/** What it was made from: where that is no longer so, nothing is written. */
		readonly seen: SeenVersion;
		readonly linkName: string;
		readonly name: string;
		readonly service: UnsealedService | undefined;
		readonly draftId: string;
	};
	/** The proven grant takes the old one's place. */
	'take-over': {readonly linkName: string; readonly seen: SeenVersion; readonly draftId: string};
	/** The new grant becomes a connection of its own; the old one stays as it was. */
	'save-apart': {readonly linkName: string; readonly draftId: string};
	/** The new grant is not wanted: it is to be revoked, the old one stays. */
	'give-up-grant': {readonly linkName: string};
	/** Tells Zoho about grants that were replaced; what cannot be revoked is remembered with its reason. */
	'revoke-outgoing': {readonly linkName: string};
	'answer-browser': {readonly page: BrowserPage};
	'end-consent': unknown;
};

type OtherEffects = {
	'save-draft': {readonly draft: UnsealedDraft};
	/** Asks a server what it says of itself. */
	discover: {readonly issuer: string};
	'check-ports': unknown;
	/** What is edited, as it is now: another person or program was first. */
	'look-again': {readonly linkName: string};
	copy: {readonly text: string; readonly label: string; readonly key: string};
	'open-console': {readonly url: string};
	/** The harmless calls once more, from Ready, with whatever token there is by then. */
	'test-again': {readonly linkName: string};
	'drop-draft': {readonly draftId: string};
};

/**
 * What the wizard wants done, as plain data. `io/effects/wizard.ts` does it and feeds events back; each effect of a consent
 * carries the attempt's id, and an event with another id is dropped by the reducer.
 */
export type Effect =
	| OneOf<'type', OtherEffects>
	| OneOf<'type', AttemptEffects, {readonly id: string}>
	| FlowEffect;
