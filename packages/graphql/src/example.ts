/** The queries that GraphiQL shows at first. */
export const example = `# This machine and its processes as one graph.
# Run it with the button, or with Ctrl-Enter. Ctrl-Space completes what you type.
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
