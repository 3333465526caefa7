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

const none: readonly string[] = [];

/** Every answer of the wizard, before anything is known. */
export const blankAnswers = {
	/** Link name of an existing service, or '' for `+ Create New Service`. */
	service: '',
	/** Of Zoho's, or `otherServer`. */
	dataCenter: '',
	/** Of another server than Zoho's, as are the six below that are marked so. */
	issuer: '',
	/** Another server's: `post`, `basic`, `none` or `find-out`. */
	clientAuth: '',
	/** The API Console's, or `refresh-token` for a grant that exists already. */
	clientType: '',
	includeSigmaUrls: false,
	sameCredentials: true,
	enabledDataCenters: none,
	clientId: '',
	clientSecret: '',
	serviceName: '',
	authenticationType: '',
	parameterType: '',
	grantType: '',
	/** Of client credentials: the organization. */
	soid: '',
	authorizeUrl: '',
	accessTokenUrl: '',
	refreshTokenUrl: '',
	/** Another server's; empty where it has none. */
	revocationUrl: '',
	/** Another server's: hosts, separated by commas. */
	allowedHosts: '',
	/** Another server's, from its metadata; never asked. */
	userinfoUrl: '',
	/** The same. */
	namesIssuer: false,
	scopes: none,
	scopeDelimiter: '',
	connectionName: '',
	/** `here` or `shared`. */
	keptIn: '',
	/** Follows the name until it is given itself. */
	linkName: '',
};

/**
 * All answers. One that the user has not touched is absent from what is given, so that its default can still follow the others (the
 * URLs follow the data center).
 */
export type Answers = Readonly<typeof blankAnswers>;
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
