import type {WizardEvent} from '../../wizard/events.js';

/** What a line was taken for. */
export type Reply = {
	readonly says?: readonly string[];
	readonly events?: readonly WizardEvent[];
	/** The same question goes on with another prompt. */
	readonly prompt?: string;
	/** The connection has its name; its link name is what comes next. */
	readonly isNamed?: boolean;
};

/** A question in plain lines, and what a line means to it. */
export type Question = {
	/** Which one it is: its lines are read out when it comes up, and not again after an error. */
	readonly key: string;
	readonly lines: readonly string[];
	/** Ends with a colon and a space. */
	readonly prompt: string;
	/** Whether the line is not shown while it is typed. */
	readonly isHidden?: boolean;
	/** What "?" says. */
	readonly explains: readonly string[];
	readonly read: (line: string) => Reply | Promise<Reply>;
};

export const errorReply = (text: string): Reply => ({says: [`Error: ${text}`]});

/** "Answer with a number from 1 to 3." */
export const wantsNumber = (count: number): Reply =>
	errorReply(count === 1 ? 'Answer with 1.' : `Answer with a number from 1 to ${count}.`);
