import type {DeviceReading, PollReading} from '../zoho/flows/device.js';
import type {Result} from '../zoho/refusal.js';
import type {TokenReading} from '../zoho/tokens/response.js';

/** What Zoho Accounts is asked where no browser comes back. */
export type FlowRequests = {
	/** The first request of a device; no secret is sent (zoho.com/accounts/protocol/oauth/devices/initiation-request.html). */
	deviceCode(
		request: {
			readonly accounts: string;
			readonly clientId: string;
			readonly scopes: readonly string[];
		},
		signal?: AbortSignal,
	): Promise<Result<DeviceReading>>;
	/** Whether a person has used the code of a device. */
	pollDevice(
		request: {
			readonly accounts: string;
			readonly clientId: string;
			readonly clientSecret: string;
			readonly deviceCode: string;
		},
		signal?: AbortSignal,
	): Promise<Result<PollReading>>;
	/** A code of the API Console, which has no redirect URI. It cannot be called off: it is spent when it is sent. */
	exchangeGenerated(request: {
		readonly tokenUrl: string;
		readonly clientId: string;
		readonly clientSecret: string;
		readonly code: string;
	}): Promise<Result<TokenReading>>;
	/** A token for the client alone (zoho.com/accounts/protocol/oauth/self-client/client-credentials-flow.html). */
	clientCredentials(
		request: {
			readonly tokenUrl: string;
			readonly clientId: string;
			readonly clientSecret: string;
			readonly scopes: readonly string[];
			readonly soid: string | undefined;
		},
		signal?: AbortSignal,
	): Promise<Result<TokenReading>>;
};
