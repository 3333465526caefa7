import type {Connection} from '../../connection/connection.js';
import type {DataCenter} from '../../zoho/data-center.js';
import type {DeviceCode} from '../../zoho/flows/device.js';
import type {Wanted} from '../../zoho/flows/pasted.js';
import type {ProbeResult} from '../../zoho/products/judge.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';
import type {OneOf} from '../one-of.js';

/** Flows that begin with a paste. */
export type PastedFlow = Wanted;

/** A client with its secret, or the service of the file that keeps it; the runner opens that. */
type Client = {readonly clientId: string; readonly clientSecret: string | {readonly ofService: string}};

type OfOneCenter = {readonly tokenUrl: string; readonly dataCenter: DataCenter};

/** What the token endpoint is asked, complete: the runner adds nothing of its own. */
export type RedeemRequest = OneOf<
	'kind',
	{
		'generated-code': OfOneCenter & {readonly code: string};
		'client-credentials': OfOneCenter & {
			readonly scopes: readonly string[];
			readonly soid: string | undefined;
		};
		/** Each data center is asked once, in this order, until one knows the token. */
		'refresh-token': {readonly token: string; readonly at: readonly OfOneCenter[]};
	},
	Client
>;

/** Who consented and what the token can do; every part may be unknown. */
export type Proof = {
	readonly account: Connection['account'];
	readonly organization: Connection['organization'];
	readonly probes: readonly ProbeResult[];
};

/** What the flows without a browser want done. */
export type FlowEffect = OneOf<
	'type',
	{
		/** Everything that can fail before a person is asked for something: the file, the key of its secrets, the network. */
		'prepare-flow': {readonly accountsUrl: string};
		redeem: {readonly request: RedeemRequest};
		/** A code for this device, told, and then Zoho is asked until a person has used it. */
		'ask-as-device': Client & {
			readonly dataCenter: DataCenter;
			readonly scopes: readonly string[];
			/** False: each data center has a secret of its own, so none but the chosen one is asked. */
			readonly sameCredentials: boolean;
		};
		/** A harmless call with a token that is not saved yet. */
		'try-grant': {
			readonly accessToken: string;
			readonly dataCenter: DataCenter | undefined;
			readonly apiDomain: string | null;
			readonly scopes: readonly string[];
		};
	},
	{readonly id: string}
>;

type FlowEvents = {
	'flow-prepared': {readonly at: number};
	redeemed: {readonly reading: TokenReading; readonly dataCenter: DataCenter; readonly at: number};
	'not-redeemed': {readonly refusal: Refusal};
	'device-code-came': {readonly code: DeviceCode; readonly nextAskAt: number};
	/** The code was not used yet, or the person lives elsewhere. */
	'device-waits': {
		readonly dataCenter: DataCenter;
		readonly nextAskAt: number;
		readonly notice: string | undefined;
	};
	tried: {readonly proof: Proof};
};

/** What the world answers to them. */
export type FlowEvent = OneOf<'type', FlowEvents, {readonly id: string}>;
