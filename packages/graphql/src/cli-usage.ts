/** How the command is used. */
export const usage = `Usage: psutil-graphql serve [--host 127.0.0.1] [--port 4000] [--token TOKEN | --token-file FILE]
                            [--allow-host NAME]... [--allow-origin ORIGIN]...
                            [--allow-mutations] [--allow-environ] [--allow-introspection]
       psutil-graphql query DOCUMENT [--variables JSON] [--allow-environ]
       psutil-graphql schema

serve   answers GraphQL at /graphql, with GraphiQL for browsers, and shows the machine at /
        --host                 an address other than those of loopback needs a token
        --token                what clients must send, as Authorization: Bearer TOKEN; also
                               PSUTIL_TOKEN or, best hidden from other users, a file
        --allow-host           a name of this machine that requests may have been sent to
        --allow-origin         a site whose pages may ask, such as https://example.com
        --allow-mutations      processes can be changed; needs a token
        --allow-environ        environments and whole arguments of processes are shown
        --allow-introspection  the schema is shown although there is a token
query   prints the answer to a document, without a server
schema  prints the schema`;

/** What is wrong with the arguments of the command. */
export class UsageError extends Error {}
