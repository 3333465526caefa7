import {type CopilotState, copilotRail, currentPart, isDone, stepsIn} from '../../wizard/copilot/state.js';
import {sheetParts} from '../../wizard/sheet/steps.js';
import {type BandsSize, sideColumn} from '../lines/bands.js';
import type {Glyphs} from '../lines/glyphs.js';
import {blank, hanging, type Line, line, span} from '../lines/line.js';
import {markSpan} from '../lines/rows.js';

/** What the screen is drawn from. */
export type CopilotInput = BandsSize & {readonly state: CopilotState; readonly glyphs: Glyphs};

const countAt = 18;

const marks = {done: 'good', current: 'here', ahead: 'ahead'} as const;

/** Each part with how much of it is done. */
const partRows = ({state, glyphs}: CopilotInput): readonly Line[] =>
	copilotRail(state).map(({label, mark}) => {
		const part = sheetParts.find(({rail}) => rail === label)?.id ?? 'values';
		const steps = stepsIn(state, part);
		const count = steps.filter(({step}) => isDone(state, step)).length;
		return line(
			markSpan(marks[mark], glyphs),
			span(label.padEnd(countAt), mark === 'current' ? 'title' : 'plain'),
			span(`${count} of ${steps.length}`, 'muted'),
		);
	});

/** What comes after this part. */
const nextRows = ({state, columns, glyphs}: CopilotInput): readonly Line[] => {
	const here = sheetParts.findIndex(({id}) => id === currentPart(state));
	const next = sheetParts.slice(here + 1).find(({id}) => stepsIn(state, id).length > 0);
	if (!next) return [];
	return [
		blank,
		line(span('Then', 'title')),
		blank,
		...stepsIn(state, next.id).flatMap(({step}) =>
			hanging(
				[markSpan(isDone(state, step) ? 'good' : 'ahead', glyphs)],
				step.label,
				columns - sideColumn - 1,
			),
		),
	];
};

/** The whole way, beside the part that one is in. */
export const sideRows = (input: CopilotInput): readonly Line[] => [
	line(span('The way into Sigma', 'title')),
	blank,
	...partRows(input),
	...nextRows(input),
];
