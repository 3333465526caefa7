import {isLoopbackHost} from '../../zoho/data-center.js';
import type {Environment} from '../ports.js';

/** Upper-case names as users set them, lower-case ones as curl reads them; lower-case wins, as everywhere. */
const variable = (environment: Environment, name: string): string =>
	(environment[name.toLowerCase()] ?? environment[name] ?? '').trim();

/** `proxy.example:8080` is how many write it, and curl knows `socks5h:`, which is how undici does `socks5:`; it wants a URL. */
const proxyUrl = (text: string): string =>
	text === '' || text.includes('://') ? text.replace(/^socks5h:/i, 'socks5:') : `http://${text}`;

/** What undici's `EnvHttpProxyAgent` is told. Empty strings, not undefined: it would read `process.env` instead. */
export const proxySettings = (
	environment: Environment,
): {readonly httpProxy: string; readonly httpsProxy: string; readonly noProxy: string} => ({
	httpProxy: proxyUrl(variable(environment, 'HTTP_PROXY')),
	httpsProxy: proxyUrl(variable(environment, 'HTTPS_PROXY')),
	noProxy: `${variable(environment, 'NO_PROXY')},localhost,.localhost,127.0.0.1,::1`,
});

/** Whether one entry of NO_PROXY (`host`, `.host`, `*.host`, `host:port`, `*`) spares this address from the proxy. */
const spares = (entry: string, {hostname, port, protocol}: URL): boolean => {
	const [, name = '', entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
	if (entryPort !== undefined && entryPort !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
	if (name === '*') return true;
	const domain = name.replace(/^\*?\./, '');
	return (hostname === domain && !name.startsWith('*')) || hostname.endsWith(`.${domain}`);
};

/** The host of the proxy that is used for an address, without its credentials. For words only: undici decides. */
export const proxyFor = (environment: Environment, url: URL): string | undefined => {
	const {httpProxy, httpsProxy, noProxy} = proxySettings(environment);
	const entries = noProxy.split(/[,\s]+/).filter(entry => entry !== '');
	if (isLoopbackHost(url.hostname) || entries.some(entry => spares(entry, url))) return undefined;
	const text = url.protocol === 'https:' ? httpsProxy || httpProxy : httpProxy;
	return text !== '' && URL.canParse(text) ? new URL(text).host : undefined;
};
