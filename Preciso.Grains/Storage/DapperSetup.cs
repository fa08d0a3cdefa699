using System.Data;
using Dapper;
using Pgvector;

namespace Preciso.Grains.Storage;

/// <summary>
/// How columns become members: snake_case to PascalCase, and instants always with their offset. A vector is PostgreSQL's own.
/// </summary>
public static class DapperSetup
{
    public static void Apply()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new InstantHandler());
        SqlMapper.AddTypeHandler(new VectorHandler());
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;
    }

    private sealed class VectorHandler : SqlMapper.TypeHandler<Vector>
    {
        public override Vector? Parse(object value) => (Vector)value;

        public override void SetValue(IDbDataParameter parameter, Vector? value) => parameter.Value = value;
    }
}
