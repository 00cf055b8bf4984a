package tlsready.cases;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import tlsready.OnPostgres;

@QuarkusTest
@TestProfile(OnPostgres.class)
class FleetSizeOnPostgresTest extends FleetSizeTest {}
