// Prints the names of the organizations that a connection sees: node organizations.mjs [NAME]
import {ConnectionError, openConnection} from 'zoho-connections';

const [name = 'zoho'] = process.argv.slice(2);

try {
	await using connection = openConnection(name);
	const response = await connection.fetch('/books/v3/organizations');
	const {organizations} = await response.json();
	for (const organization of organizations) console.log(organization.name);
} catch (error) {
	if (!(error instanceof ConnectionError)) throw error;
	console.error(`${error.message} ${error.nextStep}`);
	process.exitCode = error.exitCode;
}
