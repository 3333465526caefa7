import type {Connection} from '../connection/connection.js';
import type {SecretPolicy} from '../connection/secrets/policy.js';
import type {Service} from '../connection/service.js';
import type {DataCenter} from '../zoho/data-center.js';
import type {ServerFacts} from '../zoho/servers/metadata.js';
import type {Answers, Brought} from './answers.js';

/** What stands in the file already and is to be changed. */
export type Target = {
	readonly connection: Connection;
	readonly service: Service;
	/** Names of the other connections that use the service. */
	readonly sharedBy: readonly string[];
	/** `consent`: nothing is asked again, the browser opens at once. */
	readonly asks: 'everything' | 'consent';
	/** What is saved, as answers: the defaults of every question. */
	readonly saved: Answers;
	/** The saved client secret, open, so that the same one given again is no change; undefined where it cannot be opened. */
	readonly savedSecret?: string | undefined;
};

/** What the wizard knows of the world when it starts; nothing of it but `server` changes while it runs. */
export type WizardContext = {
	/** Undefined when something new is made. */
	readonly target?: Target | undefined;
	readonly dataCenters: readonly DataCenter[];
	readonly services: readonly Service[];
	/** Link names of the connections that use a service, by its own; undefined where that is not known. */
	readonly users?: ReadonlyMap<string, readonly string[]> | undefined;
	/** Link names that are in use. */
	readonly connectionLinkNames: readonly string[];
	/** Callback ports, the first one preferred; all of them are registered in the console. */
	readonly ports: readonly number[];
	readonly openBrowser: boolean;
	/** Whether a person can paste the address that the browser ends up at. Default: yes. */
	readonly canPaste?: boolean | undefined;
	/** Whether the terminal hears single keys: not where it asks in plain lines, which are answered with numbers. Default: yes. */
	readonly hasKeys?: boolean | undefined;
	/** Whether unfinished answers are saved: not without a person, whose next run gives them again. Default: yes. */
	readonly keepsDrafts?: boolean | undefined;
	/** Where a shared store is, and the folder of this machine; undefined where no store can be written from here. */
	readonly sharedStore?: {readonly host: string; readonly folder: string} | undefined;
	/** What the server of the issuer says of itself, once it was asked. */
	readonly server?: ServerFacts | undefined;
	readonly brought?: Brought | undefined;
	/** How the file keeps secrets, those of this wizard too. */
	readonly secrets: SecretPolicy['kept'];
};
