import type {Connection} from '../connection/connection.js';
import type {ConnectionsFile} from '../connection/file/format.js';
import type {RefreshOutcome, TestOutcome} from '../connection/outcomes.js';
import type {FirstChange} from '../connection/refusals.js';
import type {Service} from '../connection/service.js';
import type {OneOf} from '../wizard/one-of.js';
import type {DataCenter} from '../zoho/data-center.js';
import type {Refusal} from '../zoho/refusal.js';
import type {HomeEffect} from './effects.js';

/** What a page that changes something is about. */
export type Subject = Connection | Service;

/** A line of a report; `heading` stands above what belongs to it. */
export type ReportLine = {
	/** What the line is about, in a column of its own. */
	readonly label?: string;
	readonly text: string;
	readonly tone: 'heading' | 'plain' | 'good' | 'bad' | 'warn' | 'next';
};

type Places = {
	list: unknown;
	details: {readonly linkName: string; readonly scroll: number};
	services: unknown;
	/** Every key, for windows in which the last line has no room for them. */
	keys: {readonly scroll: number};
	report: {
		readonly title: string;
		/** Whether the title is a verdict. */
		readonly verdict?: 'good' | 'bad';
		/** Beside the title: when. */
		readonly beside?: string;
		readonly lines: readonly ReportLine[];
		readonly scroll: number;
		/** The connection that it is about, and that its keys are for. */
		readonly linkName?: string;
	};
	/** Many that are asked about: the list is the progress, and then the result. */
	many: {
		readonly what: 'refresh' | 'test';
		readonly linkNames: readonly string[];
		readonly outcomes: readonly Outcome[];
		readonly isOver: boolean;
		readonly scroll: number;
	};
	rename: {
		readonly of: 'connection' | 'service';
		/** As it was when the page was opened. */
		readonly seen: Subject;
		readonly linkName: string;
		readonly text: string;
		readonly problem: string | undefined;
	};
	/** The name has to be typed: what is removed is gone. */
	remove: {
		readonly seen: Subject;
		readonly linkName: string;
		readonly text: string;
		readonly problem: string | undefined;
	};
	/** Before something ends: what, what it means, the safe answer first. */
	question: {
		/** What it is about, as it was when it was asked. */
		readonly seen?: Subject;
		/** What is being done, for the head: "Revoke Bennett Books". */
		readonly head: string;
		readonly text: string;
		readonly meaning: string;
		/** The same in two rows of a narrow window, where its first sentences are not enough. */
		readonly short?: string;
		/** What is known about it, with labels. */
		readonly facts?: readonly {
			readonly label: string;
			readonly value: string;
			/** Behind the value. */
			readonly command?: string;
		}[];
		/** The safe answer: "Keep it". */
		readonly stays: string;
		/** The other one: "Revoke it". */
		readonly yes: string;
		/** Whether the safe answer is the one that was asked for, and stands below. */
		readonly isYesFirst?: boolean;
		readonly isYes: boolean;
		readonly task: Task;
	};
	/** Another program changed what a page was about: what changed, and whether to go on. */
	conflict: {
		readonly from: Seen;
		readonly isShown: boolean;
		readonly option: number;
		/** Who was first, as soon as the shared store has said it. */
		readonly change?: FirstChange | undefined;
	};
};

/** Where one is. Pages that may be longer than the window remember their first row in sight. */
export type Place = OneOf<'at', Places>;
export type PlaceAt<At extends Place['at']> = Extract<Place, {at: At}>;

/** A page about one thing, which remembers it as it was. */
export type Seen = PlaceAt<'rename' | 'remove' | 'question'> & {readonly seen: Subject};

export type Outcome = RefreshOutcome | TestOutcome;

/** What begins when a question is answered with yes, and what is said while it runs. */
export type Task = Pick<Running, 'what' | 'from'> & {
	readonly effect: HomeEffect;
	/** Of many: where their progress is shown. */
	readonly place?: PlaceAt<'many'>;
};

/** What is under way. One thing at a time. */
export type Running = {
	/** "Refreshing", "Revoking Books": what is said while it lasts. */
	readonly what: string;
	readonly done: number;
	readonly of: number;
	readonly isStopping: boolean;
	/** The page that it began on. */
	readonly from?: Place;
};

export type Notice = {readonly text: string; readonly tone: 'good' | 'plain' | 'warn'};

const fresh = {
	/** The machine that refreshed a shared connection last, by link name. */
	refreshedBy: new Map() as ReadonlyMap<string, string>,
	/** Whether a shared store is set up here. */
	hasStore: false,
	/** From the list to where one is now. */
	places: [{at: 'list'}] as readonly Place[],
	/** Key of the highlighted row; undefined is the first one. */
	highlight: undefined as string | undefined,
	/** Link name of the highlighted service; undefined is the first one. */
	service: undefined as string | undefined,
	/** Which of the ways to a first connection is highlighted, where there is nothing else. */
	way: 0,
	filter: '',
	/** Whether what is typed goes into the filter. */
	isFiltering: false,
	notice: undefined as Notice | undefined,
	running: undefined as Running | undefined,
	/** Why the file could not be read the last time; what was read before stays on the screen. */
	trouble: undefined as Refusal | undefined,
};

/** What Home is about. */
type Known = {
	readonly file: ConnectionsFile;
	/** How many connections there are; more than in `file` until all of it has been read. */
	readonly total: number;
	/** Where the file is. */
	readonly path: string;
	readonly dataCenters: readonly DataCenter[];
};

export type HomeState = Known & Readonly<typeof fresh>;

export const startHome = (
	options: Known & Partial<Pick<HomeState, 'refreshedBy' | 'hasStore'>>,
): HomeState => ({...fresh, ...options});

export const placeOf = ({places}: HomeState): Place => places.at(-1) ?? {at: 'list'};
