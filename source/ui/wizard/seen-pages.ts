import {withProgramName} from '../../connection/program-name.js';
import {consentClient} from '../../wizard/build.js';
import type {PersonEvent} from '../../wizard/events.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import {authorizePageErrors} from '../../zoho/consent/authorize-page-errors.js';
import type {ViewInput} from '../fields/view.js';
import type {Pane} from '../lines/bands.js';
import {type Line, line, span, wrap} from '../lines/line.js';
import {narrow} from './stages.js';

/** After this silence the usual error pages are asked about, for they never come back to the terminal. */
const silenceMilliseconds = 20_000;

/** A page that the browser may show instead of coming back. */
export type SeenPage = {
	readonly label: string;
	readonly remedy: string;
	/** What Enter does, in the last row. */
	readonly verb: string;
	/** Undefined: back to the paste field. */
	readonly event?: (at: number) => PersonEvent;
};

const actions: Readonly<Record<string, Pick<SeenPage, 'verb' | 'event'>>> = {
	'invalid-client': {
		verb: 'choose the data center',
		event: at => ({type: 'chose-field', key: 'dataCenter', at}),
	},
	'invalid-redirect-uri': {
		verb: 'copy the URIs again',
		event: at => ({type: 'chose-field', key: 'consoleForm', at}),
	},
	'invalid-scope': {verb: 'change the scopes', event: at => ({type: 'chose-field', key: 'scopes', at})},
	'general-error': {verb: 'open the link again', event: () => ({type: 'reopened-browser'})},
	'access-denied-in-region': {verb: 'open the console', event: () => ({type: 'opened-console'})},
	'unreachable-callback': {verb: 'paste the address'},
};

const somethingElse: SeenPage = {
	label: 'Something else',
	remedy:
		'Run "zconn doctor" in another terminal: it checks the network, the clock, the file and the ports. For support, copy its report and the title of the page.',
	verb: 'go back to the field',
};

/** The scopes that are to blame most likely; empty until the catalogue is there. */
export const culprits = ({catalogue, state}: ViewInput): readonly string[] =>
	catalogue && consentClient(state).isZoho ? culpritTexts(catalogue, consentClient(state).scopes) : [];

const pages: readonly SeenPage[] = [
	// Seven rows fit beside the stages; a damaged address shows one of two pages, with one remedy.
	...authorizePageErrors
		.filter(({id}) => id !== 'invalid-response-type')
		.map(({id, label, remedy}) => ({
			label,
			remedy,
			...(actions[id] ?? {verb: 'go back to the field'}),
		})),
	somethingElse,
];

/** Zoho's usual error pages; of other servers they are not known; none before the silence is long enough. */
export const seenPages = ({state, now, size}: ViewInput): readonly SeenPage[] => {
	const {consent} = state;
	if (consent.phase !== 'waiting' || !consentClient(state).isZoho || size.columns < narrow) return [];
	return now - consent.attempt.startedAt > silenceMilliseconds ? pages : [];
};

/** Whether the pages are asked about behind the help: a small window has no room for them. */
export const hasHiddenPages = ({state, now, size}: ViewInput): boolean =>
	state.consent.phase === 'waiting' &&
	consentClient(state).isZoho &&
	size.columns < narrow &&
	now - state.consent.attempt.startedAt > silenceMilliseconds;

const labelWidth = 34;

/** *What do you see in the browser?*, with the remedy of the chosen page beside the list. */
export const pagesPane = (input: ViewInput): Pane => {
	const found = seenPages(input);
	if (found.length === 0) return {};
	const {local, columns, glyphs} = input;
	const {highlight = -1} = local;
	const chosen = found[highlight];
	const culprit = chosen?.label === 'Invalid OAuth scope' ? culprits(input).join(' ') : '';
	const remedy = chosen ? withProgramName(`${culprit} ${chosen.remedy}`.trim(), glyphs.program) : '';
	const beside = wrap(remedy, columns - labelWidth - 4);
	const row = (index: number): Line => {
		const isHere = index === highlight;
		const label = (found[index]?.label ?? '').padEnd(labelWidth);
		return line(
			isHere ? span(`  ${glyphs.highlight}`, 'accent') : span('    '),
			span(label, isHere ? 'match' : 'plain'),
			span(beside[index] ?? ''),
		);
	};
	return {
		top: [line(span('What do you see in the browser?', 'title'))],
		list: {count: found.length, highlight, row, most: found.length, least: 7},
	};
};
