import {isWorthKeeping} from '../../wizard/draft/saved.js';
import {trail} from '../../wizard/select.js';
import {isFormStep, type WizardState} from '../../wizard/state.js';
import {asciiText} from '../lines/ascii.js';
import type {Glyphs} from '../lines/glyphs.js';
import {cut} from '../lines/line.js';

export type Above = ReturnType<typeof createAbove>;

/**
 * What a wizard leaves above its frame: each finished step in one line, again when it was changed; and what must be copied whole,
 * uncut, so that only the terminal itself wraps it.
 */
export const createAbove = ({done, isAscii, more}: Glyphs) => {
	const written = new Map<string, string>();
	const announced: string[] = [];
	const freshSteps = (state: WizardState) => {
		const steps = trail(state)
			.map(({key, title, text}) => ({
				key,
				text: `${done} ${title.padEnd(10)}  ${isAscii ? asciiText(text) : text}`,
			}))
			.filter(({key, text}) => written.get(key) !== text);
		// What is only looked at leaves nothing behind when it is left.
		return steps.length > 0 && isFormStep(state.step) && !isWorthKeeping(state) ? [] : steps;
	};
	return {
		announce: (lines: readonly string[]): void => {
			announced.push(...lines);
		},
		isWaiting: (state: WizardState): boolean => announced.length > 0 || freshSteps(state).length > 0,
		take: (state: WizardState, columns: number): readonly string[] => {
			const steps = freshSteps(state);
			for (const {key, text} of steps) written.set(key, text);
			return [...steps.map(({text}) => cut(text, columns, more)), ...announced.splice(0)];
		},
	};
};
