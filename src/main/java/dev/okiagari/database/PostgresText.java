package dev.okiagari.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * PostgreSQL takes no NUL in a text, and refuses a question that has one as it does a row. Whoever
 * sends one in an address is shown an empty page, not an error of ours: on its way to the database
 * NUL becomes its symbol, which is as long, so that what fits a column still does.
 */
final class PostgresText extends DelegatingDataSource {

    private static final char SYMBOL = '\u2400';

    PostgresText(DataSource source) {
        super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return over(super.getConnection(), Connection.class);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return over(super.getConnection(user, password), Connection.class);
    }

    // what stands for a connection is equal to itself, not to the connection
    @SuppressWarnings("ReferenceEquality")
    private static <T> T over(T object, Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        PostgresText.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                method.getName().equals("equals")
                                        ? (Object) (proxy == arguments[0])
                                        : cleanly(object, method, arguments)));
    }

    private static @Nullable Object cleanly(
            Object object, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && takesValues(method.getName())) {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = clean(arguments[i]);
            }
        }
        try {
            Object made = method.invoke(object, arguments);
            return method.getName().equals("prepareStatement") && made != null
                    ? over((PreparedStatement) made, PreparedStatement.class)
                    : made;
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private static boolean takesValues(String method) {
        return method.equals("setString")
                || method.equals("setObject")
                || method.equals("createArrayOf");
    }

    private static @Nullable Object clean(@Nullable Object value) {
        if (value instanceof String text) {
            return text.replace('\0', SYMBOL);
        }
        if (value instanceof Object[] values) {
            // a clone, for the driver looks at the type of the array
            Object[] cleaned = values.clone();
            for (int i = 0; i < cleaned.length; i++) {
                if (cleaned[i] instanceof String text) {
                    cleaned[i] = text.replace('\0', SYMBOL);
                }
            }
            return cleaned;
        }
        return value;
    }
}
