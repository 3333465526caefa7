import type {CopilotEffect} from './events.js';
import type {CopilotNotice, CopilotState} from './state.js';

/** A state, and what is to be done for it. */
export type Transition = readonly [CopilotState, readonly CopilotEffect[]];

export const saved = (state: CopilotState): CopilotEffect => ({
	type: 'save-progress',
	done: state.sheet.steps.filter(({id}) => state.marks[id] !== undefined).map(({id}) => id),
	of: state.sheet.steps.length,
	extension: state.sheet.extension.id,
});

export const withMarks = (state: CopilotState, marks: CopilotState['marks']): Transition => {
	const next = {...state, marks};
	return [next, [saved(next)]];
};

export const say = (
	state: CopilotState,
	text: string,
	tone: CopilotNotice['tone'] = 'plain',
): CopilotState => ({
	...state,
	notice: {text, tone},
});
