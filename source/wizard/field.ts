import type {Check} from '../connection/checks.js';
import type {AnswerKey, Answers, AnswerValue, NoteKey, StepId} from './answers.js';
import type {WizardContext} from './context.js';

export type {Target, WizardContext} from './context.js';

export type Option = {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
	/** What is known of it, in columns where there is room for them. */
	readonly facts?: readonly string[];
	/** Whether it is kept in the shared store. */
	readonly isShared?: boolean;
	/** Whether it cannot be taken off a list. */
	readonly isFixed?: boolean;
};

export type Help = {
	/** Why it is asked: what a person can do without. */
	readonly why: string;
	/** Where to click, or where to look. */
	readonly where?: string;
	readonly example?: string;
	/** What to do now, where that is more than `where`; then that stands apart. */
	readonly instruction?: string;
	/** The instruction in one row of a narrow window. */
	readonly short?: string;
	/** The instruction against the practice Zoho. */
	readonly practice?: string;
	/** What plain lines say in the place of `where`: every word is heard. Nothing, where the question says it all. */
	readonly spoken?: string;
};

/** What changing the answer of a working connection costs. `wider-consent`: the grant stays the same one, widened. */
export type Consequence = 'nothing' | 'wider-consent' | 'new-consent' | 'new-grant';

export type Acceptance =
	| {readonly ok: true; readonly value: AnswerValue}
	| {readonly ok: false; readonly problem: string};

type Reader<T> = (answers: Answers, context: WizardContext) => T;
type ReaderOf<Value, T> = (value: Value, answers: Answers, context: WizardContext) => T;
/** A remark, or none. */
type About<Value> = ReaderOf<Value, string | undefined>;

/**
 * A question. The same definition feeds the screen, the plain line-by-line mode, the flags, the docs and the sheet;
 * nothing about a field is written twice.
 */
export type Field = {
	readonly key: AnswerKey;
	/** Sigma's or the API Console's own label. */
	readonly label: string;
	readonly kind: 'text' | 'secret' | 'choice' | 'many' | 'confirm' | 'scopes';
	readonly help: Help;
	/** Its help where the server is not Zoho's; left out, it is the same. */
	readonly helpElsewhere?: Help | undefined;
	/** The flag of `zconn new`; with the environment variable that does the same, where there is one. Empty where there is no flag. */
	readonly flag: string;
	readonly consequence: Consequence;
	/** A default that is there to be edited, not only to be accepted. */
	readonly isPrefilled: boolean;
	/** Whether the other answers leave it a question; one that is not asked keeps its default. */
	readonly isAsked: Reader<boolean>;
	readonly initial: Reader<AnswerValue>;
	readonly options: Reader<readonly Option[]>;
	/** Cleans and checks a value; the problem is a sentence. */
	readonly accept: ReaderOf<AnswerValue, Acceptance>;
	/** An example made of the other answers. */
	readonly exampleOf?: Reader<string> | undefined;
	/** What is right about it, said while it is edited. */
	readonly fine?: About<string> | undefined;
	/** Whether plain lines read the choices in one row, without their hints: one of them is right for almost everyone. */
	readonly inOneRow?: boolean | undefined;
	/** The option that is highlighted as long as nothing was answered, where that is not the default. */
	readonly suggested?: Reader<string> | undefined;
	/** Of a yes or no: what each of them means. */
	readonly meaning?: {readonly yes: string; readonly no: string} | undefined;
	/** Something odd that does not block. */
	readonly warn: About<AnswerValue>;
	/** The value in words; a secret only as a fingerprint. */
	readonly display: ReaderOf<AnswerValue, string>;
};

/** A part of a step that asks nothing. */
export type Note = {
	readonly key: NoteKey;
	readonly kind: 'note';
	readonly label: string;
	readonly help: Help;
	readonly helpElsewhere?: Help | undefined;
	/** Its help where other answers make it another one; undefined: `help`. */
	readonly helpFor?: (answers: Answers) => Help | undefined;
	readonly isAsked: Reader<boolean>;
};
export type Item = Field | Note;

export type StepDefinition = {
	readonly id: StepId;
	/** The word in the rail; undefined for steps outside it. */
	readonly rail: string | undefined;
	readonly title: string;
	readonly items: readonly Item[];
	readonly isNeeded: Reader<boolean>;
	/** One line for the trail of finished steps. */
	readonly summary: Reader<string>;
};

/**
 * A default: what is saved, where something saved is edited; except that an answer which `follows` others goes on doing so
 * as long as it stands at their default (the URLs follow the data center).
 */
const savedFirst =
	<T extends AnswerValue>(
		key: AnswerKey,
		initial: Reader<T>,
		isOfKind: (value: AnswerValue) => value is T,
		follows = false,
	): Reader<T> =>
	(answers, context) => {
		const saved = context.target?.saved;
		const value = saved?.[key];
		if (saved === undefined || value === undefined || !isOfKind(value)) return initial(answers, context);
		return follows && initial(saved, context) === value ? initial(answers, context) : value;
	};

const isText = (value: AnswerValue): value is string => typeof value === 'string';
const isFlag = (value: AnswerValue): value is boolean => typeof value === 'boolean';
const isList = (value: AnswerValue): value is readonly string[] => typeof value === 'object';

/** What makes a field, whatever its kind. */
type Made<T> = Pick<Field, 'key' | 'label' | 'help'> &
	Partial<Omit<Field, 'kind' | 'initial' | 'warn' | 'accept' | 'display'>> & {
		readonly initial: Reader<T>;
		/** What the server of another answer has decided: it goes before what is saved. */
		readonly decided?: Reader<T | undefined>;
		readonly warn?: About<T>;
	};

/** For what is asked whatever the other answers are. */
export const always = (): boolean => true;

const noOptions = (): readonly Option[] => [];
const noWarning = (): undefined => undefined;

const acceptance = (value: AnswerValue, problem: string | undefined): Acceptance =>
	problem === undefined ? {ok: true, value} : {ok: false, problem};

const textOf = (value: AnswerValue): string => (typeof value === 'string' ? value : '');

/**
 * What all kinds have in common. All fields are made before the first frame; with every property named here, V8 has one shape for
 * them, and does not make a dozen for each.
 */
const made = <T extends AnswerValue>(
	given: Omit<Made<T>, 'initial'>,
	initial: Reader<T>,
	isOfKind: (value: AnswerValue) => value is T,
) => {
	const {isAsked = always, options = noOptions, isPrefilled = false, decided, warn} = given;
	// What a change costs is the dearest, where nothing else is said.
	const {key, label, help, helpElsewhere, flag = '', consequence = 'new-grant'} = given;
	const {exampleOf, fine, inOneRow, suggested, meaning} = given;
	const usual = savedFirst(key, initial, isOfKind, isPrefilled);
	return {
		key,
		label,
		help,
		helpElsewhere,
		flag,
		consequence,
		isAsked,
		options,
		isPrefilled,
		exampleOf,
		fine,
		inOneRow,
		suggested,
		meaning,
		initial: (answers: Answers, context: WizardContext): T =>
			decided?.(answers, context) ?? usual(answers, context),
		warn: (value: AnswerValue, answers: Answers, context: WizardContext): string | undefined =>
			isOfKind(value) ? warn?.(value, answers, context) : undefined,
	};
};

type TextOptions = Omit<Made<string>, 'initial'> & {
	readonly kind?: 'text' | 'secret';
	readonly initial?: Reader<string>;
	readonly normalise?: ReaderOf<string, string>;
	/** Why there is no default, where the other answers take it away: the question must be answered then. */
	readonly whyNoDefault?: Reader<string | undefined>;
	readonly check: Check;
	readonly display?: ReaderOf<string, string>;
};

/** A line of text. An empty line stands for the default where there is one. */
export const textField = (given: TextOptions): Field => {
	const {check, display, normalise = (text: string) => text.trim(), whyNoDefault = noWarning} = given;
	const usual = made(given, given.initial ?? (() => ''), isText);
	const initial: Reader<string> = (answers, context) =>
		whyNoDefault(answers, context) === undefined ? usual.initial(answers, context) : '';
	return {
		...usual,
		kind: given.kind ?? 'text',
		initial,
		accept: (value, answers, context) => {
			const text = normalise(textOf(value), answers, context) || initial(answers, context);
			const missing = text === '' ? whyNoDefault(answers, context) : undefined;
			return acceptance(text, missing ?? check(text));
		},
		warn: (value, answers, context) => {
			const text = normalise(textOf(value), answers, context);
			return text === '' ? undefined : usual.warn(text, answers, context);
		},
		display: (value, answers, context) =>
			display ? display(textOf(value), answers, context) : textOf(value),
	};
};

/** One of a list. */
export const choiceField = (given: Made<string> & {readonly options: Field['options']}): Field => {
	const {options} = given;
	return {
		...made(given, given.initial, isText),
		kind: 'choice',
		accept: (value, answers, context) => {
			const found = options(answers, context).find(option => option.value === value);
			if (found) return {ok: true, value: found.value};
			const known = options(answers, context).map(option => option.value || `"${option.label}"`);
			return {ok: false, problem: `Choose one of: ${known.join(', ')}.`};
		},
		display: (value, answers, context) =>
			options(answers, context).find(option => option.value === value)?.label ?? textOf(value),
	};
};

/** Yes or no. */
export const confirmField = (given: Made<boolean>): Field => ({
	...made(given, given.initial, isFlag),
	kind: 'confirm',
	accept: value => acceptance(value, isFlag(value) ? undefined : 'This is neither yes nor no.'),
	display: value => (value === true ? 'Yes' : 'No'),
});

type ListOptions = Made<readonly string[]> & {
	readonly kind: 'many' | 'scopes';
	readonly normalise?: ReaderOf<readonly string[], readonly string[]>;
	readonly check?: About<readonly string[]>;
	readonly display: ReaderOf<readonly string[], string>;
};

/** Any number of a list. */
export const listField = (given: ListOptions): Field => {
	const {kind, check, display, normalise = (list: readonly string[]) => list} = given;
	const usual = made(given, given.initial, isList);
	return {
		...usual,
		kind,
		initial: (answers, context) => normalise(usual.initial(answers, context), answers, context),
		accept: (value, answers, context) => {
			if (!isList(value)) return {ok: false, problem: 'This is not a list.'};
			const clean = normalise(value, answers, context);
			return acceptance(clean, check?.(clean, answers, context));
		},
		display: (value, answers, context) => display(isList(value) ? value : [], answers, context),
	};
};
