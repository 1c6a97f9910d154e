using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Takedown.Core.Tests")]
