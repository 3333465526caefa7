import {type ExitCode, type Refusal, whatAndWhy, withoutDoctor} from '../../zoho/refusal.js';

/** What one look showed: all is well, worth knowing, or wrong. Never holds a secret. */
export type Finding = {
	/** Stable kebab-case name of what was looked at; programs may match on it. */
	readonly check: string;
	readonly state: 'fine' | 'note' | 'wrong';
	readonly what: string;
	/** How to fix it; null when nothing has to be done. */
	readonly fix: string | null;
	/** As a command that stumbled over it would end: 0 unless it is wrong. */
	readonly exitCode: ExitCode;
};

export const fine = (check: string, what: string): Finding => ({
	check,
	state: 'fine',
	what,
	fix: null,
	exitCode: 0,
});

export const note = (check: string, what: string, fix: string | null = null): Finding => ({
	check,
	state: 'note',
	what,
	fix,
	exitCode: 0,
});

export const wrong = (check: string, what: string, fix: string, exitCode: ExitCode): Finding => ({
	check,
	state: 'wrong',
	what,
	fix,
	exitCode,
});

/** What looks found; undefined for those that found nothing worth a line. */
export const found = (...looks: readonly (Finding | undefined)[]): readonly Finding[] =>
	looks.filter(look => look !== undefined);

/** A refusal that a check ran into, in its own words, without sending users to where they already are. */
export const wrongBy = (check: string, {what, why, next, exitCode}: Refusal): Finding =>
	wrong(check, whatAndWhy({what, why}), withoutDoctor(next), exitCode);
