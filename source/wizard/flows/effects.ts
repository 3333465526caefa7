import type {Connection} from '../../connection/connection.js';
import type {DataCenter} from '../../zoho/data-center.js';
import type {DeviceCode} from '../../zoho/flows/device.js';
import type {Wanted} from '../../zoho/flows/pasted.js';
import type {ProbeResult} from '../../zoho/products/judge.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {TokenReading} from '../../zoho/tokens/response.js';

/** Flows that begin with a paste. */
export type PastedFlow = Wanted;

/** A client with its secret, or the service of the file that keeps it; the runner opens that. */
type Client = {readonly clientId: string; readonly clientSecret: string | {readonly ofService: string}};

/** What the token endpoint is asked, complete: the runner adds nothing of its own. */
export type RedeemRequest = Client &
	(
		| {
				readonly kind: 'generated-code';
				readonly tokenUrl: string;
				readonly dataCenter: DataCenter;
				readonly code: string;
		  }
		| {
				readonly kind: 'client-credentials';
				readonly tokenUrl: string;
				readonly dataCenter: DataCenter;
				readonly scopes: readonly string[];
				readonly soid: string | undefined;
		  }
		| {
				/** Each data center is asked once, in this order, until one knows the token. */
				readonly kind: 'refresh-token';
				readonly token: string;
				readonly at: readonly {readonly dataCenter: DataCenter; readonly tokenUrl: string}[];
		  }
	);

/** What the flows without a browser want done. */
export type FlowEffect =
	/** Everything that can fail before a person is asked for something: the file, the key of its secrets, the network. */
	| {readonly type: 'prepare-flow'; readonly id: string; readonly accountsUrl: string}
	| {readonly type: 'redeem'; readonly id: string; readonly request: RedeemRequest}
	/** A code for this device, told, and then Zoho is asked until a person has used it. */
	| ({
			readonly type: 'ask-as-device';
			readonly id: string;
			readonly dataCenter: DataCenter;
			readonly scopes: readonly string[];
			/** False: each data center has a secret of its own, so none but the chosen one is asked. */
			readonly sameCredentials: boolean;
	  } & Client)
	/** A harmless call with a token that is not saved yet. */
	| {
			readonly type: 'try-grant';
			readonly id: string;
			readonly accessToken: string;
			readonly dataCenter: DataCenter | undefined;
			readonly apiDomain: string | null;
			readonly scopes: readonly string[];
	  };

/** What the world answers to them. */
export type FlowEvent =
	| {readonly type: 'flow-prepared'; readonly id: string; readonly at: number}
	| {
			readonly type: 'redeemed';
			readonly id: string;
			readonly reading: TokenReading;
			readonly dataCenter: DataCenter;
			readonly at: number;
	  }
	| {readonly type: 'not-redeemed'; readonly id: string; readonly refusal: Refusal}
	| {
			readonly type: 'device-code-came';
			readonly id: string;
			readonly code: DeviceCode;
			readonly nextAskAt: number;
	  }
	| {
			/** The code was not used yet, or the person lives elsewhere. */
			readonly type: 'device-waits';
			readonly id: string;
			readonly dataCenter: DataCenter;
			readonly nextAskAt: number;
			readonly notice: string | undefined;
	  }
	| {
			readonly type: 'tried';
			readonly id: string;
			readonly proof: {
				readonly account: Connection['account'];
				readonly organization: Connection['organization'];
				readonly probes: readonly ProbeResult[];
			};
	  };
