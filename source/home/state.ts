import type {ConnectionsFile} from '../connection/file/format.js';
import type {DataCenter} from '../zoho/data-center.js';
import type {Refusal} from '../zoho/refusal.js';
import type {HomeEffect} from './effects.js';

/** A line of a report; `heading` stands above what belongs to it. */
export type ReportLine = {
	readonly text: string;
	readonly tone: 'heading' | 'plain' | 'good' | 'bad' | 'warn' | 'next';
};

/** Where one is. Pages that may be longer than the window remember their first row in sight. */
export type Place =
	| {readonly at: 'list'}
	| {readonly at: 'details'; readonly linkName: string; readonly scroll: number}
	| {readonly at: 'services'}
	/** Every key, for windows in which the last line has no room for them. */
	| {readonly at: 'keys'; readonly scroll: number}
	| {
			readonly at: 'report';
			readonly title: string;
			readonly lines: readonly ReportLine[];
			readonly scroll: number;
	  }
	| {
			readonly at: 'rename';
			readonly of: 'connection' | 'service';
			readonly linkName: string;
			readonly text: string;
			readonly problem: string | undefined;
	  }
	/** The name has to be typed: what is removed is gone. */
	| {
			readonly at: 'remove';
			readonly linkName: string;
			readonly text: string;
			readonly problem: string | undefined;
	  }
	/** Yes does it; everything else leaves it. */
	| {readonly at: 'question'; readonly text: string; readonly yes: string; readonly start: Start};

/** What begins when a question is answered with yes, and what is said while it runs. */
export type Start = {readonly effect: HomeEffect; readonly running: Running};

/** What is under way. One thing at a time. */
export type Running = {
	/** "Refreshing", "Revoking Books": what is said while it lasts. */
	readonly what: string;
	readonly done: number;
	readonly of: number;
	readonly isStopping: boolean;
};

export type Notice = {readonly text: string; readonly tone: 'good' | 'plain' | 'warn'};

export type HomeState = {
	readonly file: ConnectionsFile;
	/** How many connections there are; more than in `file` until all of it has been read. */
	readonly total: number;
	/** Where the file is. */
	readonly path: string;
	readonly dataCenters: readonly DataCenter[];
	/** From the list to where one is now. */
	readonly places: readonly Place[];
	/** Key of the highlighted row; undefined is the first one. */
	readonly highlight: string | undefined;
	/** Link name of the highlighted service; undefined is the first one. */
	readonly service: string | undefined;
	readonly filter: string;
	/** Whether what is typed goes into the filter. */
	readonly isFiltering: boolean;
	readonly notice: Notice | undefined;
	readonly running: Running | undefined;
	/** Why the file could not be read the last time; what was read before stays on the screen. */
	readonly trouble: Refusal | undefined;
};

export const startHome = (options: {
	readonly file: ConnectionsFile;
	readonly total: number;
	readonly path: string;
	readonly dataCenters: readonly DataCenter[];
}): HomeState => ({
	...options,
	places: [{at: 'list'}],
	highlight: undefined,
	service: undefined,
	filter: '',
	isFiltering: false,
	notice: undefined,
	running: undefined,
	trouble: undefined,
});

export const placeOf = ({places}: HomeState): Place => places.at(-1) ?? {at: 'list'};
