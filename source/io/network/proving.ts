import type {Client, ClientAuth} from '../../zoho/servers/client-auth.js';

export type Proving = {
	readonly form: Readonly<Record<string, string>>;
	readonly headers: Readonly<Record<string, string>>;
};

/**
 * The client's part of a request to a token or revocation endpoint (RFC 6749 section 2.3.1). Basic wants both parts encoded as in a form
 * first, every character of a secret (RFC 6749 appendix A.2) among them.
 */
export const proving = async ({clientId, clientSecret}: Client, how: ClientAuth): Promise<Proving> => {
	switch (how) {
		case 'post':
			return {form: {client_id: clientId, client_secret: clientSecret}, headers: {}};
		case 'none':
			return {form: {client_id: clientId}, headers: {}};
		case 'basic': {
			const {ClientSecretBasic} = await import('./oauth.js');
			const headers = new Headers();
			const anyServer = {issuer: ''};
			await ClientSecretBasic(clientSecret)(anyServer, {client_id: clientId}, new URLSearchParams(), headers);
			return {form: {}, headers: Object.fromEntries(headers)};
		}
	}
};
