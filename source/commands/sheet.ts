import {clientSecretOf} from '../connection/secrets/place.js';
import type {Runtime} from '../io/runtime.js';
import {askToReveal} from '../kit/ask/reveal.js';
import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {printJson, printRefusal, printReport} from '../kit/output/print.js';
import {openRuntime} from '../kit/runtime.js';
import {chooseMode} from '../kit/terminal/mode.js';
import {makeSheet} from '../wizard/sheet/make.js';
import {sheetText} from '../wizard/sheet/text.js';
import {extensionIds} from '../zoho/extensions/ids.js';
import type {Product} from '../zoho/products/product.js';
import {productCalled} from '../zoho/products/table.js';
import {type ExitCode, wrongUse} from '../zoho/refusal.js';

const unknownExtension = (word: string) =>
	wrongUse(
		`No product is called "${word}".`,
		`Extensions are made for ${extensionIds.join(', ')}.`,
		'Give one of them with --extension.',
	);

/** Whether a person is at the terminal who goes the way step by step; with an option for programs, or a pipe, it is printed. */
const leadsOn = (invocation: Invocation): 'screen' | 'plain' | undefined => {
	if (flagOption(invocation, 'json') || flagOption(invocation, 'reveal')) return undefined;
	const mode = chooseMode(invocation);
	return mode === 'screen' || mode === 'plain' ? mode : undefined;
};

type Asked = {
	readonly as: 'screen' | 'plain';
	readonly linkName: string;
	readonly extension: Product | undefined;
};

const lead = async (invocation: Invocation, runtime: Runtime, asked: Asked): Promise<ExitCode> => {
	if (asked.as === 'screen') {
		const {runCopilotScreen} = await import('./copilot/screen.js');
		return runCopilotScreen(invocation, runtime, asked);
	}
	const {runCopilotPlainly} = await import('./copilot/plain.js');
	return runCopilotPlainly(invocation, runtime, asked);
};

/** What Sigma wants of a connection. The secret is shown only to a person who asks for it twice. */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const [linkName = ''] = invocation.positionals;
	const leads = leadsOn(invocation);
	const runtime = openRuntime(invocation, {isDrawn: leads === 'screen'});
	const one = runtime.store.readOne(linkName);
	if (!one.ok) return printRefusal(invocation, one.refusal);
	const dataCenters = runtime.dataCenters();
	if (!dataCenters.ok) return printRefusal(invocation, dataCenters.refusal);
	const ports = runtime.callbackPorts();
	if (!ports.ok) return printRefusal(invocation, ports.refusal);
	const word = textOption(invocation, 'extension');
	const extension = word === undefined ? undefined : productCalled(word);
	if (word !== undefined && !extension) return printRefusal(invocation, unknownExtension(word));
	if (leads) {
		// Before anything is drawn: a passphrase has to be asked for on a line.
		const policy = runtime.store.readSecretPolicy();
		const unlocked =
			policy.ok && policy.value.kept === 'passphrase' ? await runtime.secrets.unlock() : policy;
		if (!unlocked.ok) return printRefusal(invocation, unlocked.refusal);
		return lead(invocation, runtime, {as: leads, linkName, extension});
	}
	const reveals = await askToReveal(invocation, 'the Client Secret is');
	if (!reveals.ok) return printRefusal(invocation, reveals.refusal);
	const {service} = one.value;
	const opened = reveals.value
		? await runtime.secrets.open(service.clientSecret, clientSecretOf(service.linkName))
		: undefined;
	if (opened && !opened.ok) return printRefusal(invocation, opened.refusal);
	const sheet = makeSheet(one.value, {
		extension,
		dataCenters: dataCenters.value,
		ports: ports.value,
		clientSecret: opened?.value,
	});
	if (flagOption(invocation, 'json')) printJson(invocation.streams, {sheet});
	else printReport(invocation.streams, sheetText(sheet));
	return 0;
};
