// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The customers as text: those that come with the CRM, and those that its user has saved in the workspace. */
final class CustomerFiles {
    private static final List<String> HEADER =
            List.of("id", "name", "company", "city", "phone", "email", "status", "notes");

    private final Path saved;

    CustomerFiles(Path folder) {
        this.saved = folder.resolve("customers.csv");
    }

    /** What the user saved last, or what the CRM came with. */
    Map<String, Customer> read() throws IOException {
        return parse(Files.exists(saved) ? Files.readString(saved) : resource("customers.csv"));
    }

    /** What the CRM came with. */
    Map<String, Customer> readShipped() throws IOException {
        return parse(resource("customers.csv"));
    }

    /** Puts a file that could not be read out of the way, for someone to look at. */
    void setAside() throws IOException {
        Files.move(saved, saved.resolveSibling("customers.unreadable.csv"), StandardCopyOption.REPLACE_EXISTING);
    }

    void write(Collection<Customer> customers) throws IOException {
        String rows = customers.stream().map(CustomerFiles::line).collect(Collectors.joining());
        Path draft = saved.resolveSibling("customers.csv.new");
        Files.writeString(draft, Csv.line(HEADER) + rows);
        // A crash leaves the old file or the new one, never half of one.
        Files.move(draft, saved, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, Customer> parse(String text) throws IOException {
        try {
            Map<String, List<Order>> orders = orders();
            Map<String, Customer> customers = new LinkedHashMap<>();
            for (List<String> row : Csv.rows(text)) {
                Profile profile = new Profile(row.get(1), row.get(2), row.get(3), row.get(4), row.get(5),
                        CustomerStatus.valueOf(row.get(6)), row.get(7));
                String id = row.get(0);
                customers.put(id, new Customer(id, profile, orders.getOrDefault(id, List.of())));
            }
            return customers;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, List<Order>> orders() throws IOException {
        return Csv.rows(resource("orders.csv")).stream().collect(Collectors.groupingBy(row -> row.get(0),
                Collectors.mapping(CustomerFiles::order, Collectors.toList())));
    }

    private static Order order(List<String> row) {
        return new Order(row.get(1), LocalDate.parse(row.get(2)), row.get(3), new BigDecimal(row.get(4)),
                Currency.getInstance(row.get(5)), OrderState.valueOf(row.get(6)));
    }

    private static String line(Customer customer) {
        Profile p = customer.profile();
        return Csv.line(List.of(customer.id(), p.name(), p.company(), p.city(), p.phone(), p.email(),
                p.status().name(), p.notes()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CustomerFiles.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
