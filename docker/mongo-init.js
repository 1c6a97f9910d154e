// Makes the replica set and its users, each if it is not there. Runs in the network of mongo-1, which lets somebody at
// its own address in as long as there is no user.
const members = ["mongo-1", "mongo-2", "mongo-3"];
const { MONGO_ADMIN_PASSWORD, MONGO_PASSWORD, MONGO_PUBLIC_PASSWORD } = process.env;
const whole = `mongodb://admin:${MONGO_ADMIN_PASSWORD}@${members.join(",")}/admin?replicaSet=rs0`;

// What the process of the public may read. The evidence is in the same database, and it may not read that.
const publicCollections = ["publicNotices", "publicCounts", "projections", "readers", "publications"];

function repeat(what, act) {
  for (let left = 60; ; left--) {
    try {
      return act();
    } catch (error) {
      if (left === 0) throw error;
      print(`${what}: ${error.codeName ?? error.message}, again`);
      sleep(1000);
    }
  }
}

function first(local) {
  const configuration = { _id: "rs0", members: members.map((name, i) => ({ _id: i, host: `${name}:27017` })) };
  try {
    local.adminCommand({ replSetInitiate: configuration });
  } catch (error) {
    if (error.codeName !== "AlreadyInitialized") throw error;
  }
  if (!local.hello().isWritablePrimary) throw new Error("waiting for a primary");
  const roles = ["userAdminAnyDatabase", "clusterAdmin"];
  local.getSiblingDB("admin").createUser({ user: "admin", pwd: MONGO_ADMIN_PASSWORD, roles });
}

repeat("replica set", () => {
  const local = connect("mongodb://127.0.0.1:27017/admin?directConnection=true");
  try {
    local.auth("admin", MONGO_ADMIN_PASSWORD);
  } catch {
    first(local);
  }
});

repeat("users", () => {
  const takedown = connect(whole).getSiblingDB("takedown");
  const reads = publicCollections.map((collection) => ({
    resource: { db: "takedown", collection },
    actions: ["find"],
  }));
  if (!takedown.getRole("publicRecord")) {
    takedown.createRole({ role: "publicRecord", privileges: reads, roles: [] });
  } else {
    takedown.updateRole("publicRecord", { privileges: reads });
  }
  if (!takedown.getUser("takedown")) {
    takedown.createUser({ user: "takedown", pwd: MONGO_PASSWORD, roles: ["readWrite"] });
  }
  if (!takedown.getUser("public")) {
    takedown.createUser({ user: "public", pwd: MONGO_PUBLIC_PASSWORD, roles: ["publicRecord"] });
  }
});
print("The replica set and its users are there.");
