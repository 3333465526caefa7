import type {DeviceReading, PollReading} from '../zoho/flows/device.js';
import type {Result} from '../zoho/refusal.js';
import type {Client} from '../zoho/servers/client-auth.js';
import type {TokenReading} from '../zoho/tokens/response.js';

/** A client of Zoho's, its secret open. */
export type OpenClient = Pick<Client, 'clientId' | 'clientSecret'>;

/** What Zoho Accounts is asked where no browser comes back. */
export type FlowRequests = {
	/** The first request of a device; no secret is sent (zoho.com/accounts/protocol/oauth/devices/initiation-request.html). */
	deviceCode(
		request: Pick<Client, 'clientId'> & {readonly accounts: string; readonly scopes: readonly string[]},
		signal?: AbortSignal,
	): Promise<Result<DeviceReading>>;
	/** Whether a person has used the code of a device. */
	pollDevice(
		request: OpenClient & {readonly accounts: string; readonly deviceCode: string},
		signal?: AbortSignal,
	): Promise<Result<PollReading>>;
	/** A code of the API Console, which has no redirect URI. It cannot be called off: it is spent when it is sent. */
	exchangeGenerated(
		request: OpenClient & {readonly tokenUrl: string; readonly code: string},
	): Promise<Result<TokenReading>>;
	/** A token for the client alone (zoho.com/accounts/protocol/oauth/self-client/client-credentials-flow.html). */
	clientCredentials(
		request: OpenClient & {
			readonly tokenUrl: string;
			readonly scopes: readonly string[];
			readonly soid: string | undefined;
		},
		signal?: AbortSignal,
	): Promise<Result<TokenReading>>;
};
