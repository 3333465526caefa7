import {clientSecretOf} from '../connection/secrets/place.js';
import {askToReveal} from '../kit/ask/reveal.js';
import {refuse, unwrap, withRuntime} from '../kit/command.js';
import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {printJson, printReport} from '../kit/output/print.js';
import {chooseMode} from '../kit/terminal/mode.js';
import {makeSheet} from '../wizard/sheet/make.js';
import {sheetText} from '../wizard/sheet/text.js';
import {extensionIds} from '../zoho/extensions/ids.js';
import type {Product} from '../zoho/products/product.js';
import {productCalled} from '../zoho/products/table.js';

const extensionOf = (invocation: Invocation): Product | undefined => {
	const word = textOption(invocation, 'extension');
	const extension = word === undefined ? undefined : productCalled(word);
	if (word === undefined || extension) return extension;
	return refuse(
		`No product is called "${word}".`,
		`Extensions are made for ${extensionIds.join(', ')}.`,
		'Give one of them with --extension.',
	);
};

/** Whether a person is at the terminal who goes the way step by step; with an option for programs, or a pipe, it is printed. */
const leadsOn = (invocation: Invocation): 'screen' | 'plain' | undefined => {
	if (flagOption(invocation, 'json') || flagOption(invocation, 'reveal')) return undefined;
	const mode = chooseMode(invocation);
	return mode === 'screen' || mode === 'plain' ? mode : undefined;
};

/** What Sigma wants of a connection. The secret is shown only to a person who asks for it twice. */
export const run = withRuntime(
	async (invocation, runtime) => {
		const [linkName = ''] = invocation.positionals;
		const leads = leadsOn(invocation);
		const one = unwrap(runtime.store.readOne(linkName));
		const extension = extensionOf(invocation);
		if (leads) {
			// Before anything is drawn: a passphrase has to be asked for on a line.
			const {kept} = unwrap(runtime.store.readSecretPolicy());
			if (kept === 'passphrase') unwrap(await runtime.secrets.unlock());
			return (await import('./copilot/run.js')).runCopilot(invocation, runtime, leads, extension);
		}
		const dataCenters = unwrap(runtime.dataCenters());
		const ports = unwrap(runtime.callbackPorts());
		const {clientSecret, linkName: service} = one.service;
		const reveals = unwrap(await askToReveal(invocation, 'the Client Secret is'));
		const opened = reveals ? await runtime.secrets.open(clientSecret, clientSecretOf(service)) : undefined;
		const sheet = makeSheet(one, {extension, dataCenters, ports, clientSecret: opened && unwrap(opened)});
		if (flagOption(invocation, 'json')) printJson(invocation.streams, {sheet});
		else printReport(invocation.streams, sheetText(sheet));
		return 0;
	},
	invocation => ({isDrawn: leadsOn(invocation) === 'screen'}),
);
