import {createRuntime} from '../io/runtime.js';
import {askToReveal} from '../kit/ask/reveal.js';
import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {printData, printJson, printRefusal} from '../kit/output/print.js';
import {table} from '../kit/output/table.js';
import {runtimeOptions} from '../kit/runtime-options.js';
import {makeSheet, type Sheet, type SheetValue} from '../wizard/sheet.js';
import {extensionIds} from '../zoho/extensions/ids.js';
import {productCalled} from '../zoho/products/table.js';
import {type ExitCode, wrongUse} from '../zoho/refusal.js';

const indented = (text: string): string =>
	text
		.split('\n')
		.map(line => `  ${line}`)
		.join('\n');

const rowsOf = (values: readonly SheetValue[]): string =>
	indented(table(values.map(({label, value}) => [label, value])));

const redirectRows = ({redirectUrls}: Sheet): string =>
	indented(
		table(
			redirectUrls.flatMap(({name, urls}) =>
				urls.length > 0
					? urls.map(url => [name, url])
					: [[name, 'not published; Sigma shows it on the connection page']],
			),
		),
	);

const manifestText = ({manifest, extension}: Sheet): string => {
	if (manifest) return JSON.stringify(manifest, undefined, 2);
	return extension.manifestKey === 'none'
		? `  none: manifests of ${extension.name} name no connections`
		: `  not known for ${extension.name}; Sigma shows it at the connection, under Sample Code, JSON`;
};

const unknownExtension = (word: string) =>
	wrongUse(
		`No product is called "${word}".`,
		`Extensions are made for ${extensionIds.join(', ')}.`,
		'Give one of them with --extension.',
	);

const textOf = (sheet: Sheet): string =>
	[
		sheet.isZoho ? 'API Console: Add Client → Server-based Applications' : 'Where the client is registered',
		rowsOf(sheet.client),
		...(sheet.redirectUrls.length > 0
			? ["\nOf these, Sigma's own redirect URLs, by data center", redirectRows(sheet)]
			: []),
		'\nSigma: Connections → New Connection → Custom Service → + Create New Service',
		rowsOf(sheet.form),
		`\nplugin-manifest.json of an extension for ${sheet.extension.name} (--extension for another)`,
		manifestText(sheet),
		'\nA call that the scopes allow',
		sheet.request ?? `  none: ${sheet.requestReason}`,
	].join('\n');

/** What Sigma wants of a connection. The secret is shown only to a person who asks for it twice. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const runtime = createRuntime(runtimeOptions(invocation));
	const one = runtime.store.readOne(linkName);
	if (!one.ok) return printRefusal(invocation, one.refusal);
	const dataCenters = runtime.dataCenters();
	if (!dataCenters.ok) return printRefusal(invocation, dataCenters.refusal);
	const ports = runtime.callbackPorts();
	if (!ports.ok) return printRefusal(invocation, ports.refusal);
	const reveals = await askToReveal(invocation, 'the Client Secret is');
	if (!reveals.ok) return printRefusal(invocation, reveals.refusal);
	const {service} = one.value;
	const opened = reveals.value
		? await runtime.secrets.open(service.clientSecret, {
				owner: 'service',
				linkName: service.linkName,
				field: 'clientSecret',
			})
		: undefined;
	if (opened && !opened.ok) return printRefusal(invocation, opened.refusal);
	const word = textOption(invocation, 'extension');
	const extension = word === undefined ? undefined : productCalled(word);
	if (word !== undefined && !extension) return printRefusal(invocation, unknownExtension(word));
	const sheet = makeSheet(one.value, {
		extension,
		dataCenters: dataCenters.value,
		ports: ports.value,
		clientSecret: opened?.value,
	});
	if (flagOption(invocation, 'json')) printJson(invocation.streams, {sheet});
	else printData(invocation.streams, textOf(sheet));
	return 0;
};
