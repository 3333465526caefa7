import {withProgramName} from '../../connection/program-name.js';
import {consentClient} from '../../wizard/build.js';
import {culpritTexts} from '../../wizard/scopes/advice.js';
import {authorizePageErrors} from '../../zoho/errors.js';
import type {Refusal} from '../../zoho/refusal.js';
import type {ViewInput} from '../fields/view.js';
import {refusalLines} from '../lines/bars.js';
import {type Line, line, paragraph, span} from '../lines/line.js';

/** After this silence the usual error pages are explained, for they never come back to the terminal. */
const silenceMilliseconds = 20_000;

/** How Zoho's page and its token endpoint are called where they refuse the scopes without naming one. */
const scopeRefusal = 'invalid-scope';

/** The scopes that are to blame most likely; empty until the catalogue is there. */
const culpritLines = ({catalogue, state, columns}: ViewInput): readonly Line[] =>
	catalogue && consentClient(state).isZoho
		? culpritTexts(catalogue, consentClient(state).scopes).flatMap(text =>
				paragraph(text, columns - 4, 'warn', '    '),
			)
		: [];

/** A refusal of the consent, with the likeliest culprits where it is about scopes. */
export const refusedLines = (refusal: Refusal, input: ViewInput): readonly Line[] => [
	...refusalLines(refusal, input.glyphs, input.columns),
	...(refusal.id === scopeRefusal ? culpritLines(input) : []),
];

/** Zoho's usual error pages, and what to do about each; of other servers they are not known; empty before the silence is long enough. */
export const silenceHelp = (milliseconds: number, input: ViewInput): readonly Line[] =>
	milliseconds <= silenceMilliseconds || !consentClient(input.state).isZoho
		? []
		: [
				{...line(span('What do you see in the browser?', 'title')), goesOn: true},
				...authorizePageErrors.flatMap(({id, label, remedy}) => [
					...paragraph(
						`${label}: ${withProgramName(remedy, input.glyphs.program)}`,
						input.columns - 2,
						'muted',
						'  ',
					),
					...(id === scopeRefusal ? culpritLines(input) : []),
				]),
			];
