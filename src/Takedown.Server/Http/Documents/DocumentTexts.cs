using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Takedown.Server.Http.Documents;

/// <summary>
/// The texts of the document. What no comment or route says is in <c>en.json</c>; the Chinese of each text, by its
/// English, is in <c>zh-CN.json</c>, so that a changed text asks for a new translation.
/// </summary>
internal sealed class DocumentTexts(string language)
{
    private static readonly FrozenDictionary<string, string> Added = Read(Language.English);
    private static readonly FrozenDictionary<string, string> Chinese = Read(Language.Chinese);

    public void Apply(OpenApiDocument document)
    {
        document.Info.Title = Say(document.Info.Title);
        document.Info.Description = Say(document.Info.Description);
        document.Info.Contact!.Name = Say(document.Info.Contact.Name);
        foreach (var server in document.Servers!) server.Description = Say(server.Description);
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = Say(Added.GetValueOrDefault($"tag {tag.Name}"));
        }
        foreach (var item in document.Paths.Values) Apply(item);
        foreach (var item in (document.Webhooks ?? new Dictionary<string, IOpenApiPathItem>()).Values) Apply(item);
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            schema.Description ??= Added.GetValueOrDefault($"schema {name}");
            Apply(schema);
        }
        foreach (var scheme in document.Components.SecuritySchemes!.Values)
            scheme.Description = Say(scheme.Description);
    }

    private void Apply(IOpenApiPathItem item)
    {
        foreach (var operation in item.Operations!.Values)
        {
            operation.Description ??= Added.GetValueOrDefault($"operation {operation.OperationId}");
            operation.Summary = Say(operation.Summary);
            operation.Description = Say(operation.Description);
            foreach (var parameter in operation.Parameters ?? [])
            {
                parameter.Description = Say(parameter.Description);
                Apply(parameter.Schema);
            }
            if (operation.RequestBody is { } body) body.Description = Say(body.Description);
            foreach (var media in operation.RequestBody?.Content?.Values ?? []) Apply(media.Schema);
            foreach (var response in (operation.Responses ?? []).Values)
            {
                response.Description = Say(response.Description);
                foreach (var media in response.Content?.Values ?? []) Apply(media.Schema);
            }
        }
    }

    private void Apply(IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchemaReference reference)
        {
            reference.Reference.Description = Say(reference.Reference.Description);
            return;
        }
        if (schema is not OpenApiSchema own) return;
        own.Description = Say(own.Description);
        foreach (var inner in own.Properties?.Values ?? []) Apply(inner);
        foreach (var inner in own.OneOf ?? []) Apply(inner);
        foreach (var inner in own.AnyOf ?? []) Apply(inner);
        Apply(own.Items);
        Apply(own.AdditionalProperties);
    }

    /// <summary>The text in the language of the document; the English one where there is no other.</summary>
    private string? Say(string? text)
    {
        if (text is null) return null;
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return language == Language.Chinese ? Chinese.GetValueOrDefault(plain, plain) : plain;
    }

    private static FrozenDictionary<string, string> Read(string name)
    {
        using var stream = typeof(DocumentTexts).Assembly.GetManifestResourceStream($"documents/{name}.json")!;
        using var file = JsonDocument.Parse(stream);
        return file.RootElement.EnumerateObject().ToFrozenDictionary(t => t.Name, t => t.Value.GetString()!);
    }}
