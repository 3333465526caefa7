import type {DataCenter} from '../../zoho/data-center.js';
import type {DeviceCode} from '../../zoho/flows/device.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {Attempt, Brings, Sharing, UnsealedConnection, UnsealedService} from '../effects.js';
import type {Target} from '../field.js';
import type {PastedFlow, Proof} from '../flows/effects.js';
import type {OneOf} from '../one-of.js';
import type {SeenPageId} from './seen-page.js';

/** What is to be saved, kept whole until it is: a refresh token that Zoho has just issued must not be lost. */
export type Issued = {
	readonly service: UnsealedService | undefined;
	readonly connection: UnsealedConnection;
	readonly dataCenter: DataCenter | undefined;
	readonly missing: readonly string[];
};

/** Where a connection was saved. */
export type SavedAt = {
	readonly linkName: string;
	readonly path: string;
	/** `--config-dir DIR`, where it had to be saved in another folder than the usual one. */
	readonly folderFlag?: string | undefined;
};

/** What the Ready screen tells; no token is needed for that. */
export type Outcome = SavedAt & {
	readonly proof: Proof;
	/** Undefined where it was not to go to the shared store. */
	readonly sharing?: Sharing | undefined;
	readonly issued: Pick<Issued, 'dataCenter' | 'missing'> & {
		readonly connection: Pick<
			UnsealedConnection,
			| 'name'
			| 'scopesRequested'
			| 'scopesGranted'
			| 'accessTokenExpiresAt'
			| 'noRefreshToken'
			| 'clientCredentials'
		>;
	};
};

/** What the phases of an attempt have: whose they are, and lines for the person. */
export type Attempted = {readonly id: string; readonly notices: readonly string[]};

/** A new grant of a saved connection, kept beside the old one and proven. */
export type NewGrant = Attempted & SavedAt & {readonly issued: Issued; readonly proof: Proof};

/** What is edited is no longer what it was. */
export type Conflict = {
	/** As it is now; undefined where it is gone. */
	readonly target: Target | undefined;
	/** What another person or program changed, in words. */
	readonly changes: readonly string[];
	readonly isShown: boolean;
};

/** What stands between the client and a grant where no browser comes back. */
type FlowPhases = {
	/** A code of the API Console, or a refresh token, is to be pasted. */
	entering: {
		readonly flow: PastedFlow;
		readonly pasted: string;
		/** The row of the console's form that is next; past the last one it is the paste's turn. */
		readonly row: number;
		/** When Create was pressed in the console, in milliseconds since the epoch; undefined before that. */
		readonly createdAt: number | undefined;
		readonly problem: Refusal | undefined;
	};
	/** A device waits for a person to use its code. */
	device: {
		/** Undefined while Zoho is asked for it. */
		readonly code: DeviceCode | undefined;
		/** Where it asks. */
		readonly dataCenter: DataCenter;
		readonly nextAskAt: number | undefined;
	};
	/** The token endpoint is asked. */
	redeeming: {
		readonly flow: PastedFlow | 'client-credentials';
		/** The code or token that is tried. */
		readonly secret: string;
		readonly createdAt: number | undefined;
	};
	/** A harmless call, before anything is saved. */
	trying: {readonly issued: Issued};
	/** Whose grant it is, shown before it is adopted. */
	confirming: {readonly issued: Issued; readonly proof: Proof};
};

/** From the first look at the network to the grant that is proven. */
type BrowserPhases = {
	preparing: unknown;
	/** Zoho is asked for the token with which the grant in use can be widened. */
	'asking-to-widen': {readonly attempt: Attempt};
	/** Its notices are of the wait; they end with it. */
	waiting: {
		readonly attempt: Attempt;
		/** What the browser is to bring back: a code, or word that the grant in use was widened. */
		readonly brings: Brings;
		/** What to open in the browser. */
		readonly address: string;
		/** What came and was no answer, in words; told again when the time runs out. */
		readonly strays: readonly string[];
		/** What stands in the paste field. */
		readonly pasted: string;
		/** Why the last paste or callback did not count. */
		readonly problem: Refusal | undefined;
		/** The page whose title was pasted. */
		readonly seen?: SeenPageId | undefined;
	};
	exchanging: {
		readonly attempt: Attempt;
		readonly dataCenter: DataCenter | undefined;
		readonly issuedBy: DataCenter | undefined;
		readonly codeArrivedAt: number;
	};
	/** Zoho says that the grant is wider; a new token is to show it. */
	widening: unknown;
	/** `proof`: what was shown before, where nothing was to be saved without it. */
	saving: {readonly issued: Issued; readonly proof?: Proof | undefined};
	/** The tokens exist at Zoho and nowhere on disk: try again, another folder, or revoke. */
	unsaved: {readonly issued: Issued; readonly refusal: Refusal};
	proving: SavedAt & {readonly issued: Issued};
	/** Another Zoho user than before has consented: replace, save as new, or give up? */
	'other-user': NewGrant;
	'taking-over': NewGrant;
	'saving-apart': NewGrant;
	'giving-up': NewGrant & {readonly refusal: Refusal};
	'revoking-outgoing': NewGrant;
};

type OtherPhases = {
	idle: unknown;
	/** The service that was changed is used by other connections too: for all of them, or for this one alone? */
	'asking-shared': unknown;
	/** A change that needs no consent is being written. */
	applying: {readonly id: string};
	revoking: {readonly id: string; readonly issued: Issued; readonly refusal: Refusal};
	/** An edit is over without a consent: saved, or nothing was changed and nothing written. */
	kept: {readonly isWritten: boolean; readonly linkName: string};
	failed: {
		readonly refusal: Refusal;
		/** The stage that failed, as `stageOf` counts them. */
		readonly stage?: number | undefined;
		/** Where the code was sent. */
		readonly dataCenter?: DataCenter | undefined;
		readonly notices: readonly string[];
		/** The attempt, where it is not over: the ways on go on with it, or end it. */
		readonly id?: string | undefined;
		/** It still waits for the browser, which may come back by itself. */
		readonly waiting?: ConsentOf<'waiting'> | undefined;
		/** What was issued and is not saved, because nothing could renew it. */
		readonly issued?: Issued | undefined;
		/** What was seen in the browser is asked, as one of Zoho's pages. */
		readonly asksPage?: boolean | undefined;
		/** Another person or program changed what is edited: how it is now, and whether the changes are shown. */
		readonly conflict?: Conflict | undefined;
		/** The API Console was opened from here. */
		readonly hasOpenedConsole?: boolean | undefined;
	};
	done: {
		readonly outcome: Outcome;
		readonly notices: readonly string[];
		/** Whether the harmless calls are being made once more. */
		readonly isTesting?: boolean | undefined;
	};
};

/** The consent, phase by phase. */
export type Consent = OneOf<'phase', FlowPhases & BrowserPhases, Attempted> | OneOf<'phase', OtherPhases>;
export type ConsentOf<Phase extends Consent['phase']> = Extract<Consent, {phase: Phase}>;
