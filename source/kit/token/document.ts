import type {Service} from '../../connection/service.js';
import {isZohos} from '../../connection/whose.js';
import type {AccessToken} from '../../io/ports.js';
import type {Runtime} from '../../io/runtime.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {type ExitCode, ok} from '../../zoho/refusal.js';
import {refuse} from '../command.js';
import {flagOption, type Invocation, textOption} from '../invocation.js';
import {printData, printRefusal, say} from '../output/print.js';
import {type TokenFacts, type TokenFormat, tokenFormats} from './formats.js';
import {tokenVariables} from './variables.js';

type Table = ReturnType<Runtime['dataCenters']>;

/** The service of another server, which decides how its token is sent; that of Zoho's connections is not needed. */
const otherService = async (
	{shared, overlay}: Pick<Runtime, 'shared' | 'overlay'>,
	{connection}: AccessToken,
): Promise<Service | undefined> => {
	if (isZohos(connection)) return undefined;
	if (shared.isKnown) await overlay.pull();
	const one = overlay.readOne(connection.linkName);
	return one.ok ? one.value.service : undefined;
};

/** The harmless call that stands first among those that the scopes allow. The products are loaded for this alone. */
const sampleFor = async (
	{connection, apiDomain}: AccessToken,
	table: Table,
	service: Service | undefined,
): Promise<TokenFacts['sample']> => {
	const {dataCenter, scopesGranted, scopesRequested} = connection;
	const center = table.ok ? findDataCenter(table.value, dataCenter ?? undefined) : undefined;
	if (!center) {
		const url = service?.userinfoUrl ?? apiDomain;
		return url === null ? undefined : {url: new URL(url).href, accept: 'application/json'};
	}
	const [{chooseProbes}, {originOf}] = await Promise.all([
		import('../../zoho/products/probes.js'),
		import('../../zoho/products/hosts.js'),
	]);
	for (const product of chooseProbes(scopesGranted ?? scopesRequested)) {
		const found = originOf(product, center, apiDomain ?? undefined, product.probe.path);
		if (found)
			return {url: `${found.origin}${product.probe.path}`, accept: product.accept ?? 'application/json'};
	}
	return {url: `${center.accounts}/oauth/user/info`, accept: 'application/json'};
};

/** The format that was asked for. Refuses what decides the output as well (exit 2). */
export const chosenFormat = (invocation: Invocation): TokenFormat => {
	const format = tokenFormats.get(textOption(invocation, 'format') ?? '');
	if (!format) throw new Error('The parser lets no other format through.');
	for (const other of ['header', 'json'] as const) {
		if (!flagOption(invocation, other)) continue;
		const why = 'Each of them decides what is printed.';
		refuse(`--format does not go with --${other}.`, why, 'Leave one of them out.');
	}
	return format;
};

/** One document on stdout, or nothing. Where it is kept, its end is told on stderr. */
export const printDocument = async (
	invocation: Invocation,
	{write, isKept}: TokenFormat,
	token: AccessToken,
	runtime: Pick<Runtime, 'dataCenters' | 'shared' | 'overlay'>,
): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const table = runtime.dataCenters();
	const service = await otherService(runtime, token);
	const written = write({
		linkName,
		variables: tokenVariables(token, table),
		isQuery: service?.parameterType === 'query',
		sample: await sampleFor(token, table, service),
	});
	const document = typeof written === 'string' ? ok(written) : written;
	if (!document.ok) return printRefusal(invocation, document.refusal);
	printData(invocation.streams, document.value);
	if (isKept) {
		say(
			invocation.streams,
			`! This copy of the token expires at ${token.expiresAt}, wherever it is kept, and nothing renews it. For longer, call "zconn token" again, or use "zconn exec" or the library.`,
		);
	}
	return 0;
};
