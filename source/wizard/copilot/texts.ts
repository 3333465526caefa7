import type {SheetPart} from '../sheet/steps.js';
import {linkNameText, manifestText} from '../sheet/text.js';
import {type CopilotNotice, type CopilotState, currentPart, stepsIn} from './state.js';

/** What is to be done in a part: the two rows of the instruction. */
export const instructionOf = (state: CopilotState): string => {
	const {sheet} = state;
	switch (currentPart(state)) {
		case 'redirects':
			return 'Sigma comes back to its own addresses. They must be among the Authorized Redirect URIs of your client in the API Console; + adds a row, Update saves.';
		case 'clicks':
			return sheet.entrance.door === 'product'
				? 'Click these in order. Enter marks one as done.'
				: 'Click these in order. Enter marks one as done; o opens Sigma in your browser.';
		case 'values':
			return "Fill in Sigma's form from top to bottom. Enter copies a value and goes on to the next one; where it says choose, click it in Sigma.";
		case 'connect':
			return 'After Create Service, Sigma asks for the name and then for your consent.';
		case 'manifest':
			return sheet.manifest
				? "Add this to the extension's manifest. ← → choose the extension's product."
				: "← → choose the extension's product.";
	}
};

const shortInstructions: Readonly<Record<SheetPart, string>> = {
	redirects: 'Add each to your client, then Update.',
	clicks: 'Click these in order.',
	values: "Sigma's form: paste, or choose.",
	connect: 'The name, then your consent.',
	manifest: "Add this to the extension's manifest.",
};

/** The same in one row of a narrow window. */
export const shortInstructionOf = (state: CopilotState): string => shortInstructions[currentPart(state)];

const twice = (state: CopilotState): string => {
	const labels = stepsIn(state, 'redirects').map(({step}) => step.label);
	const [name] = labels.filter((label, index) => labels.indexOf(label) !== index);
	return name === undefined ? '' : ` Two addresses are in use in ${name}; register both.`;
};

/** Why a part is there, and what depends on what is wanted. */
export const whyOf = (state: CopilotState): string => {
	const {sheet} = state;
	switch (currentPart(state)) {
		case 'redirects':
			return `Without them Sigma's Connect ends in "Invalid Redirect Uri".${twice(state)}`;
		case 'clicks':
			return (
				sheet.entrance.note ||
				'A pre-defined connection reaches one app only; an extension for several products needs a custom one.'
			);
		case 'values':
			return 'From Create Service on, a change of these fields ends the connections of the service.';
		case 'connect':
			return `This is a grant of its own, one of the 20 for this user and client.`;
		case 'manifest':
			return manifestText(sheet);
	}
};

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
