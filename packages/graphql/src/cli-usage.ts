/** The help text of the command. */
export const usage = `Usage: psutil-graphql serve [--host 127.0.0.1] [--port 4000] [--token TOKEN | --token-file FILE]
                            [--allow-host NAME]... [--allow-origin ORIGIN]...
                            [--allow-mutations] [--allow-environ] [--allow-introspection]
       psutil-graphql query DOCUMENT [--variables JSON] [--allow-environ]
       psutil-graphql schema

serve   serve GraphQL at /graphql, with GraphiQL for browsers, and the web UI at /
        --host                 address to listen on; one that is not loopback requires a token
        --token                token that clients must send as Authorization: Bearer TOKEN;
                               also read from the environment variable PSUTIL_TOKEN
        --token-file           file that contains the token, which hides it from other users
        --allow-host           additional host name that requests may use
        --allow-origin         origin whose pages may send requests, such as https://example.com
        --allow-mutations      allow changing processes; requires a token
        --allow-environ        allow reading environment variables and full arguments
        --allow-introspection  allow introspection although there is a token
query   print the response to a document, without a server
schema  print the schema`;

/** An error in the arguments of the command. */
export class UsageError extends Error {}
