/** Why a connection could not do what it was asked. Its texts hold no secrets. */
export class ConnectionError extends Error {
	override readonly name = 'ConnectionError';
	/** Stable; the ids of docs/troubleshooting.md, such as `no-such-connection` or `throttled`. */
	readonly id: string;
	/** What to do now. */
	readonly nextStep: string;
	/** As the command line would end: 3 needs reconnecting, 4 could not tell (may pass), 5 no such connection, 6 files. */
	readonly exitCode: number;

	constructor(reason: {
		readonly id: string;
		readonly message: string;
		readonly nextStep: string;
		readonly exitCode: number;
	}) {
		super(reason.message);
		this.id = reason.id;
		this.nextStep = reason.nextStep;
		this.exitCode = reason.exitCode;
	}
}
