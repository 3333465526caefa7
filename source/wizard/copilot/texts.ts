import type {SheetPart} from '../sheet/steps.js';
import {linkNameText, manifestText} from '../sheet/text.js';
import {type CopilotNotice, type CopilotState, currentPart, stepsIn} from './state.js';

const twice = (state: CopilotState): string => {
	const labels = stepsIn(state, 'redirects').map(({step}) => step.label);
	const [name] = labels.filter((label, index) => labels.indexOf(label) !== index);
	return name === undefined ? '' : ` Two addresses are in use in ${name}; register both.`;
};

type Words = {
	/** What is to be done: two rows. */
	readonly instruction: string;
	/** The same in one row of a narrow window. */
	readonly short: string;
	/** Why a part is there, and what depends on what is wanted. */
	readonly why: string;
};

const words: Readonly<Record<SheetPart, (state: CopilotState) => Words>> = {
	redirects: state => ({
		instruction:
			'Sigma comes back to its own addresses. They must be among the Authorized Redirect URIs of your client in the API Console; + adds a row, Update saves.',
		short: 'Add each to your client, then Update.',
		why: `Without them Sigma's Connect ends in "Invalid Redirect Uri".${twice(state)}`,
	}),
	clicks: ({sheet: {entrance}}) => ({
		instruction: `Click these in order. Enter marks one as done${entrance.door === 'product' ? '' : '; o opens Sigma in your browser'}.`,
		short: 'Click these in order.',
		why:
			entrance.note ||
			'A pre-defined connection reaches one app only; an extension for several products needs a custom one.',
	}),
	values: () => ({
		instruction:
			"Fill in Sigma's form from top to bottom. Enter copies a value and goes on to the next one; where it says choose, click it in Sigma.",
		short: "Sigma's form: paste, or choose.",
		why: 'From Create Service on, a change of these fields ends the connections of the service.',
	}),
	connect: () => ({
		instruction: 'After Create Service, Sigma asks for the name and then for your consent.',
		short: 'The name, then your consent.',
		why: 'This is a grant of its own, one of the 20 for this user and client.',
	}),
	manifest: ({sheet}) => ({
		instruction: `${sheet.manifest ? "Add this to the extension's manifest. " : ''}← → choose the extension's product.`,
		short: "Add this to the extension's manifest.",
		why: manifestText(sheet),
	}),
};

/** What is said of the part that one is in. */
export const partWords = (state: CopilotState): Words => words[currentPart(state)](state);

/** What stands below the rows of a part beside why. */
export const factsOf = (state: CopilotState): readonly string[] =>
	currentPart(state) === 'connect'
		? [linkNameText(state.sheet), '"The connection has been authenticated and is ready for use."']
		: [];

/** What Zoho says of the redirect URLs, together. */
export const redirectNotice = (state: CopilotState): CopilotNotice => {
	const steps = stepsIn(state, 'redirects').map(({step}) => step);
	const count = (wanted: string): number =>
		steps.filter(({id, value}) => state.marks[id] === undefined && state.checks[value] === wanted).length;
	const [asking, missing, unclear] = [count('asking'), count('missing'), count('unclear')];
	const all = steps.length;
	if (asking > 0)
		return {text: 'Asking Zoho, signed out, which of these addresses are registered.', tone: 'plain'};
	if (missing > 0)
		return {text: `${missing} of ${all} ${missing === 1 ? 'is' : 'are'} missing.`, tone: 'warn'};
	if (unclear > 0)
		return {
			text: `Zoho's answer does not say whether ${unclear} of ${all} ${unclear === 1 ? 'is' : 'are'} registered: compare them in the API Console.`,
			tone: 'warn',
		};
	return {text: all === 1 ? 'It is registered.' : `All ${all} are registered.`, tone: 'good'};
};

/** What has to be said now: what just happened, else what a part warns of. In practice its own word is above it. */
export const noticesOf = (state: CopilotState): readonly CopilotNotice[] => {
	const {notice, sheet} = state;
	const part = currentPart(state);
	const practice = sheet.lints
		.filter(({id}) => id === 'practice')
		.map(({text}): CopilotNotice => ({text, tone: 'warn'}));
	if (notice) return [...(part === 'redirects' ? practice : []), notice];
	const warnings = sheet.lints
		.filter(lint => lint.tone === 'warning' && lint.part === part)
		.map(({text}): CopilotNotice => ({text, tone: 'warn'}));
	if (part === 'redirects') return [...practice, redirectNotice(state)];
	return warnings.length > 0 ? warnings : practice;
};

/** Notes of a part: what depends on what is wanted. */
export const notesOf = ({sheet}: Pick<CopilotState, 'sheet'>, part: SheetPart): readonly string[] =>
	sheet.lints
		.filter(lint => lint.tone === 'note' && lint.part === part && lint.id !== 'practice')
		.map(({text}) => text);
