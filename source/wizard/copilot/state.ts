import type {ConnectionWithService} from '../../connection/file/format.js';
import type {Product} from '../../zoho/products/product.js';
import {findProduct} from '../../zoho/products/table.js';
import type {Registered} from '../../zoho/sigma/redirect-check.js';
import type {RailEntry} from '../select.js';
import {makeSheet, type Sheet, type SheetOptions} from '../sheet/make.js';
import {type SheetPart, type SheetStep, sheetParts} from '../sheet/steps.js';

/** Where one is before anything was done. */
const fresh = {
	/** Index of the step that the highlight is on. */
	at: 0,
	/** The question before the secret leaves the file, and the answer that is highlighted. */
	question: undefined as SecretAnswer | undefined,
	/** The secret, while it is to be seen on the screen. */
	shownSecret: undefined as string | undefined,
	/** Which of the options of the last part is highlighted. */
	option: 0,
	/** Rows of a long text that are above the window. */
	scroll: 0,
	hasHelp: false,
	notice: undefined as CopilotNotice | undefined,
	/** Neither a clipboard program nor the terminal takes a text: from then on Enter only marks. */
	cannotCopy: false,
	/** Whether the person has moved: from then on nothing moves the highlight but keys. */
	isTouched: false,
};

/**
 * *Copy to Sigma* as a reducer: one row after the other, with marks for what is done. Screen and plain lines drive the same one. It knows the steps of the
 * sheet and nothing of how they are drawn; the rows themselves are drawn as those of the API Console are.
 */
export type CopilotState = Readonly<typeof fresh> & {
	readonly one: ConnectionWithService;
	readonly options: Pick<SheetOptions, 'dataCenters' | 'ports'>;
	/** For the product of the extension that was chosen. */
	readonly sheet: Sheet;
	/** Ids of products, in the order in which they can be chosen. */
	readonly extensions: readonly string[];
	/** What became of each step that is done, by its id. */
	readonly marks: Readonly<Record<string, Mark>>;
	/** What Zoho says of each redirect URL. */
	readonly checks: Readonly<Record<string, Registered | 'asking'>>;
};

export type Mark = 'copied' | 'sent' | 'shown' | 'chosen' | 'clicked' | 'done';

/** The answers to "Copy the Client Secret?", in their order. */
export const secretAnswers = ['copy', 'show', 'skip'] as const;
export type SecretAnswer = (typeof secretAnswers)[number];

export type CopilotNotice = {readonly text: string; readonly tone: 'good' | 'warn' | 'bad' | 'plain'};

export const currentStep = ({sheet, at}: CopilotState): SheetStep => {
	const step = sheet.steps[at] ?? sheet.steps.at(-1);
	if (!step) throw new Error('The way into Sigma has steps.');
	return step;
};

export const currentPart = (state: CopilotState): SheetPart => currentStep(state).part;

/** The steps of a part, with their place among all. */
export const stepsIn = (
	{sheet}: Pick<CopilotState, 'sheet'>,
	part: SheetPart,
): readonly {readonly step: SheetStep; readonly index: number}[] =>
	sheet.steps.map((step, index) => ({step, index})).filter(({step}) => step.part === part);

/** A redirect URL that Zoho knows needs nothing; any other step is done when it is marked. */
export const isDone = (
	{marks, checks}: Pick<CopilotState, 'marks' | 'checks'>,
	{id, part, value}: SheetStep,
): boolean => marks[id] !== undefined || (part === 'redirects' && checks[value] === 'registered');

export const doneCount = (state: CopilotState): number =>
	state.sheet.steps.filter(step => isDone(state, step)).length;

/** The rail: parts with steps, each done, here or ahead. */
export const copilotRail = (state: CopilotState): readonly RailEntry[] => {
	const here = currentPart(state);
	return sheetParts.flatMap(({id, rail}) => {
		const steps = stepsIn(state, id);
		if (steps.length === 0) return [];
		const isWhole = steps.every(({step}) => isDone(state, step));
		return [{label: rail, mark: id === here ? 'current' : isWhole ? 'done' : 'ahead'} as const];
	});
};

/** What can be done with the last part: copy what there is, or be done with it. */
export const manifestOptions = ({
	manifest,
	request,
}: Pick<Sheet, 'manifest' | 'request'>): readonly ('snippet' | 'call' | 'done')[] => [
	...(manifest ? (['snippet'] as const) : []),
	...(request === null ? [] : (['call'] as const)),
	...(manifest ? [] : (['done'] as const)),
];

/** The index of the first step that is not done; the last one when all are. */
export const firstOpen = (state: CopilotState): number => {
	const index = state.sheet.steps.findIndex(step => !isDone(state, step));
	return index < 0 ? state.sheet.steps.length - 1 : index;
};

/** The same state for an extension of another product: the clicks and the manifest are others. */
export const withExtension = (state: CopilotState, id: string): CopilotState => {
	const sheet = makeSheet(state.one, {...state.options, extension: findProduct(id)});
	const part = currentPart(state);
	const before = currentStep(state).id;
	const same = sheet.steps.findIndex(step => step.id === before);
	const first = sheet.steps.findIndex(step => step.part === part);
	return {...state, sheet, at: Math.max(0, same < 0 ? first : same), option: 0, scroll: 0};
};

/** Marks of an earlier time; fields that were changed since then are to be done again. */
const oldMarks = (
	sheet: Sheet,
	progress: ConnectionWithService['connection']['sigma'],
	changedAt: string,
): CopilotState['marks'] => {
	if (!progress) return {};
	const isStale = Date.parse(changedAt) > Date.parse(progress.at);
	const kept = sheet.steps.filter(
		({id, part}) => progress.done.includes(id) && !(isStale && part === 'values'),
	);
	return Object.fromEntries(kept.map(({id}) => [id, 'done' as const]));
};

/**
 * The co-pilot of a connection, where it was left.
 *
 * @param given.extension the product that is asked for; else that of the last time, else Zoho Books
 */
export const startCopilot = (given: {
	readonly one: ConnectionWithService;
	readonly options: CopilotState['options'];
	readonly extensions: readonly string[];
	readonly extension: Product | undefined;
}): CopilotState => {
	const {one, options, extensions} = given;
	const progress = one.connection.sigma;
	const extension = given.extension ?? (progress && findProduct(progress.extension));
	const sheet = makeSheet(one, {...options, extension});
	const marks = oldMarks(sheet, progress, one.service.updatedAt);
	const started: CopilotState = {
		...fresh,
		one,
		options,
		sheet,
		extensions: extensions.includes(sheet.extension.id) ? extensions : [sheet.extension.id, ...extensions],
		marks,
		checks: Object.fromEntries(
			stepsIn({sheet}, 'redirects').map(({step}) => [step.value, 'asking' as const]),
		),
	};
	return {...started, at: firstOpen(started)};
};
