using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PhaseEngine.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class GatherReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "facts",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "reminder_id",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "message",
                table: "deliveries");

            migrationBuilder.AddColumn<Guid>(
                name: "user_id",
                table: "deliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<bool>(
                name: "wants_mail",
                table: "users",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<Guid>(
                name: "delivery_id",
                table: "reminders",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "gathered",
                table: "reminders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "created_at",
                table: "deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_reminders_delivery_id",
                table: "reminders",
                column: "delivery_id",
                filter: "delivery_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_reminders_id",
                table: "reminders",
                column: "id",
                filter: "not gathered");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_reminders_delivery_id",
                table: "reminders");

            migrationBuilder.DropIndex(
                name: "ix_reminders_id",
                table: "reminders");

            migrationBuilder.DropColumn(
                name: "wants_mail",
                table: "users");

            migrationBuilder.DropColumn(
                name: "delivery_id",
                table: "reminders");

            migrationBuilder.DropColumn(
                name: "gathered",
                table: "reminders");

            migrationBuilder.DropColumn(
                name: "created_at",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "user_id",
                table: "deliveries");

            migrationBuilder.AddColumn<string>(
                name: "message",
                table: "deliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "facts",
                table: "deliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "reminder_id",
                table: "deliveries",
                type: "TEXT",
                nullable: true);
        }
    }
}
