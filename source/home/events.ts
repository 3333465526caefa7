import type {ConnectionsFile} from '../connection/file/format.js';
import type {RefreshOutcome, Removed, Renamed, Revoked, TestOutcome, Undone} from '../connection/outcomes.js';
import type {FirstChange} from '../connection/refusals.js';
import type {Service} from '../connection/service.js';
import type {CopyHow} from '../wizard/copilot/events.js';
import type {OneOf} from '../wizard/one-of.js';
import type {Refusal, Result} from '../zoho/refusal.js';
import type {Notice, Outcome} from './state.js';

/** What is known of the shared store before anything is moved there. */
export type StoreSeen = {
	/** Where it is, without a password. */
	readonly address: string;
	/** Whether the keys of this machine open refresh tokens. */
	readonly canRefresh: boolean;
};

/** What can be wanted with one key. */
export type Action =
	| 'new'
	| 'refresh'
	| 'refresh-all'
	| 'test'
	| 'test-all'
	| 'reconnect'
	| 'edit'
	| 'rename'
	| 'revoke'
	| 'remove'
	| 'undo'
	| 'sheet'
	| 'end-replaced'
	| 'share'
	| 'discard-drafts'
	| 'services'
	| 'filter'
	| 'keys';

/** What a person does. */
export type HomePersonEvent =
	/** A row of the list or of the services, or a way to a first connection, by its place. */
	| {readonly type: 'highlighted'; readonly index: number}
	| {readonly type: 'scrolled'; readonly to: number}
	/** Enter. */
	| {readonly type: 'accepted'}
	/** Esc. */
	| {readonly type: 'went-back'}
	| {readonly type: 'typed'; readonly text: string}
	| {readonly type: 'answered-yes'}
	/** A command that is to be typed elsewhere, to the clipboard. */
	| {readonly type: 'copied-command'; readonly text: string}
	| {readonly type: 'wanted'; readonly action: Action}
	/** q: from wherever one is. */
	| {readonly type: 'left'};

/** What the world answers. */
export type HomeWorldEvent = OneOf<
	'type',
	{
		'file-read': {readonly file: ConnectionsFile; readonly refreshedBy?: ReadonlyMap<string, string>};
		'file-failed': {readonly refusal: Refusal};
		/** One more of many is done. */
		progressed: {readonly outcome: Outcome};
		refreshed: {readonly outcomes: readonly RefreshOutcome[]; readonly of: number};
		/** `at`: ISO 8601. */
		tested: {readonly outcomes: readonly TestOutcome[]; readonly of: number; readonly at: string};
		renamed: {readonly result: Result<Renamed>};
		revoked: {readonly linkName: string; readonly result: Result<Revoked>};
		removed: {readonly result: Result<Removed>};
		undone: {readonly linkName: string; readonly result: Result<Undone>};
		'replaced-ended': {readonly linkName: string; readonly result: Result<{readonly revoked: number}>};
		'service-renamed': {readonly result: Result<Service>};
		'service-removed': {readonly result: Result<Service>};
		'drafts-discarded': {readonly count: number; readonly result: Result<unknown>};
		'store-seen': {readonly linkName: string; readonly result: Result<StoreSeen>};
		'change-found': {readonly linkName: string; readonly change: FirstChange | undefined};
		'copy-ended': {readonly how: CopyHow};
		shared: {readonly result: Result<{readonly name: string; readonly linkName: string}>};
		/** A wizard is over; Home is back. `linkName`: the connection that it was about. */
		'wizard-ended': {readonly notice: Notice | undefined; readonly linkName: string | undefined};
		'wizard-refused': {readonly refusal: Refusal};
	}
>;

export type HomeEvent = HomePersonEvent | HomeWorldEvent;
export type HomeEventOf<Type extends HomeEvent['type']> = Extract<HomeEvent, {type: Type}>;
