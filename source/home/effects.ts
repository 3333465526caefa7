/** For what a wizard is opened. */
export type WizardRequest =
	| {readonly kind: 'new'; readonly service: string | undefined}
	| {readonly kind: 'draft'; readonly id: string}
	| {readonly kind: 'edit' | 'reconnect'; readonly linkName: string};

/** What Home wants done, as plain data; `io/effects/home.ts` does it, but for those that need the wizard. */
export type HomeEffect =
	| {readonly type: 'refresh' | 'test'; readonly linkNames: readonly string[]}
	/** Begins no further one of many. */
	| {readonly type: 'stop'}
	| {readonly type: 'rename'; readonly linkName: string; readonly name: string}
	| {readonly type: 'revoke' | 'remove' | 'undo'; readonly linkName: string}
	/** Ends, at Zoho, grants that were replaced or never taken over. */
	| {readonly type: 'end-replaced'; readonly linkName: string}
	| {readonly type: 'rename-service'; readonly linkName: string; readonly name: string; readonly seen: string}
	| {readonly type: 'remove-service'; readonly linkName: string}
	| {readonly type: 'discard-drafts'; readonly ids: readonly string[]}
	/** Looks at the shared store, for the question whether to move a connection there. */
	| {readonly type: 'look-at-store'; readonly linkName: string}
	| {readonly type: 'share'; readonly linkName: string}
	/** Asks the shared store who changed a connection last. */
	| {readonly type: 'look-for-change'; readonly linkName: string}
	| {readonly type: 'copy'; readonly text: string}
	/** *Copy to Sigma*, in the place of Home. */
	| {readonly type: 'open-copilot'; readonly linkName: string}
	| {readonly type: 'open-wizard'; readonly request: WizardRequest}
	| {readonly type: 'leave'};

export const wizardFor = (request: WizardRequest): HomeEffect => ({type: 'open-wizard', request});
