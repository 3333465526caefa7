import {type CommandSpec, connectionName} from '../../kit/spec.js';
import ids from '../../zoho/products/ids.json' with {type: 'json'};

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

export const apiSpec: CommandSpec = {
	name: 'api',
	summary: 'call an API with a connection: on the right host, with a valid token',
	arguments: [
		connectionName,
		{
			name: 'PATH',
			summary: 'path, or a whole address on a host of its data center or of a product that its scopes name',
		},
	],
	options: [
		{
			flags: '-X, --method <METHOD>',
			summary: 'GET, or POST when there are fields or input',
			values: methods,
			isOpen: true,
		},
		{
			flags: '-f, --raw-field <KEY=VALUE>',
			summary: 'a text for the JSON body, or the query of a GET; KEY[sub]=, KEY[]= nest',
			isRepeatable: true,
		},
		{
			flags: '-F, --field <KEY=VALUE>',
			summary: 'the same, with true, false, null and numbers as such, and @FILE read',
			isRepeatable: true,
		},
		{flags: '-H, --header <KEY:VALUE>', summary: 'a header of the request', isRepeatable: true},
		{flags: '--input <FILE>', summary: 'file with the body, - for stdin; fields then go into the query'},
		{flags: '--paginate', summary: 'all pages, one answer below the other'},
		{flags: '--slurp', summary: 'with --paginate: one JSON array of the answers'},
		{
			flags: '--product <ID>',
			summary: 'the product, where the path does not show it: desk, mail, sign …',
			values: ids,
			isOpen: true,
		},
		{flags: '--json', summary: 'print errors as one JSON object on stderr'},
	],
	notes: [
		'The body of the answer goes to stdout, of an error too; what is wrong goes to stderr. Exit code 3 when the call needs a scope that was not granted, or Zoho ended the grant; 4 for every other answer of 400 and above.',
		'A rejected token is replaced once, and the call is tried once more. A token of Zoho goes to hosts of its data center and of the products that its scopes name, and nowhere else; one of another server to the hosts of its service and those of --allow-host.',
	],
	examples: [
		'zconn api zoho /books/v3/organizations',
		'zconn api zoho /books/v3/contacts --paginate -f per_page=200',
		'zconn api zoho /books/v3/contacts -f contact_name="Harbor Cafe" -F is_taxable=true',
		'zconn api zoho /api/v1/tickets --product desk -H "orgId: 12345"',
		'echo \'{"data": [{"Last_Name": "Hart"}]}\' | zconn api zoho /crm/v8/Leads --input -',
	],
};
