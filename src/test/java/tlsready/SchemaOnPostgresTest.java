package tlsready;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnPostgres.class)
class SchemaOnPostgresTest extends SchemaTest {
    @Override
    String expected() {
        return "PostgreSQL";
    }
}
