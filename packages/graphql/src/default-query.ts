/** The query that GraphiQL opens with. */
export const defaultQuery = `# Reads memory, CPU and the five largest processes of this machine.
# Execute it with the button or Ctrl-Enter. Ctrl-Space autocompletes.
query Machine {
  memory {
    total
    available
    percent
  }
  cpu {
    count
    percent
  }
  system {
    bootTime
  }
  processes(first: 5, orderBy: { field: MEMORY, direction: DESC }) {
    totalCount
    edges {
      node {
        pid
        name
        username
        memoryInfo {
          rss
        }
        parent {
          name
        }
        children {
          pid
          name
        }
      }
    }
  }
}
`;
