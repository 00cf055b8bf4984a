package tlsready.check;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An address from which a room is being watched; refused clients of the same address are probably the watcher's. */
@Entity
@Table(name = "check_watcher")
public class WatcherEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "check_watcher_seq")
    @SequenceGenerator(name = "check_watcher_seq", sequenceName = "check_watcher_seq", allocationSize = 50)
    public Long id;

    @Column(name = "room_id", nullable = false)
    public Long roomId;

    @Column(nullable = false, length = 64)
    public String address;

    @Column(name = "watched_at", nullable = false)
    public Instant watchedAt;

    static Optional<WatcherEntity> of(Long roomId, String address) {
        return find("roomId = ?1 and address = ?2", roomId, address).firstResultOptional();
    }

    /**
     * Those of these addresses from which a room is being watched. It is asked again and again in any crowd, and a list
     * of values costs Hibernate a millisecond beside everything else: so it asks the database itself.
     *
     * @throws SQLException if the database is away
     */
    static Set<String> among(Set<String> addresses, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement question = connection.prepareStatement(
                        "select distinct address from check_watcher where address = any (?)")) {
            question.setArray(1, connection.createArrayOf("varchar", addresses.toArray()));
            try (ResultSet found = question.executeQuery()) {
                var watching = new HashSet<String>();
                while (found.next()) {
                    watching.add(found.getString(1));
                }
                return watching;
            }
        }
    }
}
