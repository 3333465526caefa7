import {consentClient} from '../../wizard/build.js';
import type {Consent} from '../../wizard/consent/state.js';
import type {Session} from '../../wizard/session.js';
import type {WizardState} from '../../wizard/state.js';
import {codeRows} from '../../wizard/ways/code-form.js';
import type {DeviceCode} from '../../zoho/ways/device.js';
import {adoptedFacts} from '../wizard/ways.js';

type Entering = Extract<Consent, {phase: 'entering'}>;

/** What a question of a way needs of the plain wizard. */
type Asking = {
	readonly session: Session;
	readonly now: () => number;
	readonly print: (...lines: readonly string[]) => void;
	/** Undefined when the person leaves. */
	readonly ask: (prompt: string, isSecret?: boolean) => Promise<string | undefined>;
};

/** The console's *Generate Code*, each value on a line of its own. */
const codeLines = (state: WizardState): readonly string[] => [
	'Get a code from the API Console. Zoho forgets it when its Time Duration is over, so paste it at once.',
	...(consentClient(state).chosen ? [consentClient(state).chosen?.console ?? ''] : []),
	'Open Self Client, then the Generate Code tab:',
	...codeRows(state).flatMap(({label, value, copies}) => [`  ${label}:`, copies ?? value]),
];

const asked = new WeakSet<Session>();

/** Asks for the code or the refresh token; what surrounds it is said once. */
const askForPaste = async (asking: Asking, {way, problem}: Entering): Promise<boolean> => {
	const {session, now, print, ask} = asking;
	if (problem) print(`Error: ${problem.what} ${problem.why}`, problem.next);
	else if (way === 'refresh-token') print('The refresh token is tried once before anything is saved.');
	else if (!asked.has(session)) print(...codeLines(session.state()));
	asked.add(session);
	const isToken = way === 'refresh-token';
	const line = await ask(
		isToken ? 'Refresh token (not shown while you type; < goes back): ' : 'Code (< goes back): ',
		isToken,
	);
	if (line === undefined) return false;
	if (line.trim() === '<') session.dispatch({type: 'went-back', at: now()});
	else if (line.trim() !== '') {
		session.dispatch({type: 'typed-paste', value: line.replace(/\s+/g, '')});
		session.dispatch({type: 'accepted', at: now()});
	}
	return true;
};

/** Shows whose grant it is before it is adopted. */
const askToAdopt = async (
	{session, now, print, ask}: Asking,
	consent: Extract<Consent, {phase: 'confirming'}>,
): Promise<boolean> => {
	print('The refresh token works:', ...adoptedFacts(consent).map(({label, value}) => `  ${label}: ${value}`));
	const line = await ask('Enter saves the connection, < goes back: ');
	if (line === undefined) return false;
	session.dispatch(line.trim() === '<' ? {type: 'went-back', at: now()} : {type: 'accepted', at: now()});
	return true;
};

/** Tokens that are not saved yet, and the ways on. */
export const unsavedLines: readonly string[] = [
	'The tokens were issued, but they are not saved yet.',
	...['  1. Try to save again', '  2. Save in another folder', '  3. Revoke the new grant and stop'],
];

/** The code of a device and where to type it; for plain lines and for stderr. */
export const deviceLines = ({userCode, address, fullAddress}: DeviceCode): readonly string[] => [
	`On your phone or another computer, open ${address}`,
	`and enter the code ${userCode}`,
	`Or open this address, which has the code in it: ${fullAddress}`,
	'Zoho is asked at its own pace, so the answer can take a while.',
];

/** Where a way waits for the person; undefined where it does not. */
export const askWay = (asking: Asking, consent: Consent): Promise<boolean> | undefined => {
	if (consent.phase === 'entering') return askForPaste(asking, consent);
	return consent.phase === 'confirming' ? askToAdopt(asking, consent) : undefined;
};

/** Tells the code of a device once, when it is there. */
export const createDeviceNews = ({
	print,
	qrRows,
}: Pick<Asking, 'print'> & {
	readonly qrRows?: ((text: string) => Promise<readonly string[]>) | undefined;
}): ((consent: Consent) => void) => {
	let isTold = false;
	return consent => {
		if (isTold || consent.phase !== 'device' || !consent.code) return;
		isTold = true;
		print(...deviceLines(consent.code), '< goes back.');
		void qrRows?.(consent.code.fullAddress).then(rows => print(...rows));
	};
};
