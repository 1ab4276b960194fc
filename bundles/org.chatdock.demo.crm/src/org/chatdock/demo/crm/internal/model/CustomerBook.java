// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** All customers. Read from any thread; changed, and its listeners called, on the UI thread. */
@Component(service = CustomerBook.class)
public final class CustomerBook {
    private static final String ID_PREFIX = "wm";

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CustomerFiles files;
    private volatile Map<String, Customer> customers;

    @Activate
    public CustomerBook(BundleContext context) throws IOException {
        this(Platform.getStateLocation(context.getBundle()).toFile().toPath());
    }

    CustomerBook(Path folder) throws IOException {
        this.files = new CustomerFiles(folder);
        this.customers = read();
    }

    public Collection<Customer> all() {
        return customers.values();
    }

    public Optional<Customer> find(String id) {
        return Optional.ofNullable(customers.get(id));
    }

    /** An id that no customer has. */
    public String newId() {
        int next = 1001;
        while (customers.containsKey(ID_PREFIX + next)) {
            next++;
        }
        return ID_PREFIX + next;
    }

    /** Changes a customer, or adds one; when it returns, the change is on the disk. */
    public void save(String id, Profile profile) throws IOException {
        Map<String, Customer> changed = new LinkedHashMap<>(customers);
        changed.put(id, find(id).orElse(new Customer(id, profile, List.of())).with(profile));
        files.write(changed.values());
        customers = Collections.unmodifiableMap(changed);
        listeners.forEach(Runnable::run);
    }

    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private Map<String, Customer> read() throws IOException {
        try {
            return Collections.unmodifiableMap(files.read());
        } catch (IOException e) {
            ILog.of(CustomerBook.class).error("The saved customers cannot be read and are put aside", e);
            files.setAside();
            return Collections.unmodifiableMap(files.readShipped());
        }
    }
}
