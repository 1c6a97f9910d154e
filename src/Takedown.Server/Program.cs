var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOpenApi("v1");
var app = builder.Build();
app.MapOpenApi();
await app.RunAsync();
