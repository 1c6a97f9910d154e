using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Core.Routing;

/// <summary>By which rule a body was found (属地管理, 谁主管谁负责).</summary>
[JsonConverter(typeof(KebabEnumConverter<RoutingRule>))]
public enum RoutingRule
{
    /// <summary>A body with the function is registered for the region itself.</summary>
    SameRegion,
    /// <summary>The nearest region above has one.</summary>
    RegionAbove,
    /// <summary>A body beside the tree covers the region.</summary>
    Covers,
    /// <summary>No body with the function is registered, so the operator has it.</summary>
    Operator,
}
