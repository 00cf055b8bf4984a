package tlsready;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the migrations make, and what the entities expect. */
@QuarkusTest
class SchemaTest {
    @Inject
    Flyway flyway;

    @Inject
    SessionFactory entities;

    @Inject
    DataSource database;

    @Test
    void every_migration_has_run() {
        assertEquals(0, flyway.info().pending().length);
        assertTrue(flyway.info().applied().length >= 2);
        flyway.validate();
    }

    @Test
    void the_tables_fit_the_entities() {
        assertTrue(entities.getMetamodel().getEntities().size() >= 7);
        entities.getSchemaManager().validateMappedObjects();
    }

    @Test
    void it_is_the_database_that_was_asked_for() throws SQLException {
        try (Connection connection = database.getConnection()) {
            assertEquals(expected(), connection.getMetaData().getDatabaseProductName());
        }
    }

    String expected() {
        return "H2";
    }
}
