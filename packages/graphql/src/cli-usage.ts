/** The help text of the program. */
const programUsage = `Usage: psutil-graphql COMMAND [OPTION]...

serve      serve GraphQL at /graphql, with GraphiQL for browsers, and the web UI at /
query      execute a document without a server, and print the response
schema     print the schema
--help     print this help; after a command, the options of the command
--version  print the version`;

/** The help text of each command. */
export const usages = {
  serve: `Usage: psutil-graphql serve [OPTION]...

Serves GraphQL at /graphql, with GraphiQL for browsers, and the web UI at /.

--host ADDRESS         address to listen on, by default 127.0.0.1; one that is not loopback requires a token
--port PORT            port to listen on, by default 4000
--token TOKEN          token that clients must send as Authorization: Bearer TOKEN;
                       also read from the environment variable PSUTIL_TOKEN
--token-file FILE      file that contains the token, which hides it from other users
--allow-host NAME      additional host name that requests may use; can be repeated
--allow-origin ORIGIN  origin whose pages may send requests, such as https://example.com; can be repeated
--allow-mutations      allow changing processes; requires a token
--allow-environ        allow reading environment variables and full arguments
--allow-introspection  allow introspection although there is a token
--no-history           keep no history of the metrics of the machine`,

  query: `Usage: psutil-graphql query DOCUMENT [OPTION]...

Executes a document without a server, and prints the response as JSON; that of a subscription as one line per event.
The exit code is 1 if a response has errors.

DOCUMENT               text of the document, which contains {; otherwise the name of a file, or - for standard input
--operation-name NAME  operation to execute, if the document has several
--variables JSON       variables, as a JSON object
--variables @FILE      file that contains the variables
--allow-environ        allow reading environment variables and full arguments
--allow-errors         exit with code 0 although a response has errors, if it also has data`,

  schema: `Usage: psutil-graphql schema [OPTION]

Prints the schema.

--no-mutations  print the schema of a server without --allow-mutations`,
} as const;

/** The name of a command. */
export type Command = keyof typeof usages;

/** Whether a text is the name of a command. */
export const isCommand = (text: string | undefined): text is Command =>
  text !== undefined && Object.hasOwn(usages, text);

/** Returns the help text of a command, or of the program. */
export const usageOf = (command: string | undefined): string => (isCommand(command) ? usages[command] : programUsage);

/** An error in the arguments of the command. */
export class UsageError extends Error {}
