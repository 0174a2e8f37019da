using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Edge.Runtime.Tests")]
