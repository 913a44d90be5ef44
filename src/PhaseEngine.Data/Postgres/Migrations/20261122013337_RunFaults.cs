using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PhaseEngine.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class RunFaults : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "failures",
                table: "alarms",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "fault",
                table: "alarms",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "failures",
                table: "alarms");

            migrationBuilder.DropColumn(
                name: "fault",
                table: "alarms");
        }
    }
}
